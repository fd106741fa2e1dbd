// The room TextMatching: many literals and patterns in one pass over UTF-8 text, and the folding of text before it.
//
// It knows nothing of cases. `PatternSet` says what is looked for, a `Matcher` finds it, `TextNormalizer` makes the
// ways in which people write the same word one.
