// The room Routing: which lawful route each request of a submission takes, and why.
//
// `List` is `Config/routing.yaml` as values, `Compiling` checks it and makes it fast, `Reading` finds in a submission what
// the list speaks of, `Deciding` goes through the gates. It knows neither the store nor the log.
