/// The look of the pages: light and dark by the reader's setting, from 320 pixels up.
enum PageStyle {
  static let text = colours + frame + figures + picture + tables + narrow

  private static let colours = """
    :root {
      --paper: #f6f7f9; --card: #ffffff; --ink: #17212b; --soft: #4d5b69; --line: #d5dce3; --accent: #1d4f73;
      --wait: #8a5300; --wait-back: #fff3dc; --bad: #a3262a; --good: #1d6b45; --stream: #b9cbd9;
      --c-work-order: #2c6fa3; --c-mediation: #2b7d62; --c-reconsideration: #6a55a8;
      --c-litigation-separation: #a1652a; --c-petition: #a83e6c; --c-supervision: #55606b; --c-dead: #a3262a;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #10161c; --card: #18212a; --ink: #e8edf2; --soft: #a9b6c2; --line: #2f3c48; --accent: #8cc4ec;
        --wait: #f2be6b; --wait-back: #3a2d14; --bad: #ff9a94; --good: #7fd3a6; --stream: #3b5366;
        --c-work-order: #6cb0e4; --c-mediation: #6cc7a6; --c-reconsideration: #b3a0ec;
        --c-litigation-separation: #e0a76c; --c-petition: #ec8fb4; --c-supervision: #a5b1bd; --c-dead: #ff9a94;
      }
    }

    """

  private static let frame = """
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 15px/1.55 system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
    a { color: var(--accent); text-underline-offset: 3px; }
    a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
    .skip { position: absolute; left: -100vw; background: var(--card); padding: 8px 14px; z-index: 2; }
    .skip:focus { left: 8px; top: 8px; }
    header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 18px; padding: 14px 24px;
      border-bottom: 1px solid var(--line); background: var(--card); }
    header p { margin: 0; }
    .brand a { font-size: 22px; font-weight: 700; color: var(--ink); text-decoration: none; letter-spacing: 1px; }
    .brand span { font-size: 15px; font-weight: 500; color: var(--soft); letter-spacing: 0; }
    .motto { color: var(--soft); flex: 1; }
    .live { font-size: 13px; color: var(--soft); }
    .live.on::before { content: "● "; color: var(--good); }
    .live.lost { color: var(--bad); }
    .live.lost::before { content: "○ "; }
    main { max-width: 1228px; margin: 0 auto; padding: 18px 24px 8px; }
    footer { max-width: 1228px; margin: 0 auto; padding: 4px 24px 24px; color: var(--soft); font-size: 13px; }
    section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 20px;
      margin: 0 0 16px; min-width: 0; }
    h1 { font-size: 21px; margin: 4px 0 14px; font-weight: 600; }
    h1.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    h2 { font-size: 16px; margin: 0 0 10px; font-weight: 600; }
    h2 b { font-weight: 600; color: var(--wait); margin-left: 4px; }
    .columns { display: grid; grid-template-columns: 2fr 3fr; gap: 16px; }
    .empty { color: var(--soft); margin: 4px 0; }
    .notice { background: var(--wait-back); color: var(--wait); border-radius: 8px; padding: 8px 14px; margin: 0 0 14px; }
    blockquote { margin: 0 0 10px; padding: 8px 14px; border-left: 4px solid var(--line); white-space: pre-wrap;
      overflow-wrap: anywhere; }
    blockquote.excerpt { border-color: var(--accent); font-weight: 600; }

    """

  private static let figures = """
    #figures { display: flex; align-items: center; gap: 24px; }
    .figures { display: flex; flex-wrap: wrap; gap: 6px 34px; margin: 0; flex: 1; }
    .figures dt { color: var(--soft); font-size: 13px; }
    .figures dd { margin: 0; font-size: 26px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
    .figures #n-awaiting { color: var(--wait); }
    .figures #n-dead { color: var(--bad); }
    .spark { margin: 0; width: 300px; max-width: 100%; }
    .spark svg { display: block; width: 100%; height: 48px; overflow: visible; }
    .spark .area { fill: var(--stream); }
    .spark .settled { fill: none; stroke: var(--accent); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
    .spark figcaption { color: var(--soft); font-size: 12px; text-align: right; }
    .facts { margin: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 6px 28px; }
    .facts div { display: flex; gap: 12px; }
    .facts dt { color: var(--soft); flex: 0 0 6em; }
    .facts dd { margin: 0; overflow-wrap: anywhere; }
    .facts ul { margin: 0; padding-left: 1.1em; }

    """

  private static let picture = """
    .picture { display: block; width: 100%; height: auto; }
    .picture.narrow { display: none; }
    .picture text { fill: var(--ink); font-size: 15px; }
    .picture .box rect { fill: var(--card); stroke: var(--line); stroke-width: 1.2; }
    .picture .name { font-weight: 600; }
    .picture .detail { fill: var(--soft); font-size: 13px; }
    .picture .volume { font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
    .picture .volume.big { font-size: 28px; }
    .picture .volume.last { text-anchor: end; }
    .picture.narrow .name { font-size: 14px; }
    .picture .station rect { stroke: var(--accent); stroke-width: 1.6; }
    .picture.wide .station text { text-anchor: middle; }
    .picture .badge rect { fill: var(--wait-back); }
    .picture .badge text { fill: var(--wait); font-size: 13px; text-anchor: middle; font-weight: 600; }
    .ribbon { fill: var(--stream); fill-opacity: .75; }
    .ribbon.work-order { fill: var(--c-work-order); fill-opacity: .4; }
    .ribbon.mediation { fill: var(--c-mediation); fill-opacity: .4; }
    .ribbon.reconsideration { fill: var(--c-reconsideration); fill-opacity: .4; }
    .ribbon.litigation-separation { fill: var(--c-litigation-separation); fill-opacity: .4; }
    .ribbon.petition { fill: var(--c-petition); fill-opacity: .4; }
    .ribbon.supervision { fill: var(--c-supervision); fill-opacity: .4; }
    .ribbon.dead { fill: var(--c-dead); fill-opacity: .5; }
    .picture .box .mark { stroke: none; }
    .picture .work-order .mark { fill: var(--c-work-order); }
    .picture .mediation .mark { fill: var(--c-mediation); }
    .picture .reconsideration .mark { fill: var(--c-reconsideration); }
    .picture .litigation-separation .mark { fill: var(--c-litigation-separation); }
    .picture .petition .mark { fill: var(--c-petition); }
    .picture .supervision .mark { fill: var(--c-supervision); }
    .picture .dead .mark { fill: var(--c-dead); }

    """

  private static let tables = """
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: 14px; }
    th { text-align: left; color: var(--soft); font-weight: 500; white-space: nowrap; }
    th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    td { overflow-wrap: anywhere; }
    tr:last-child td { border-bottom: 0; }
    .number, time, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .93em; }
    .number, time { white-space: nowrap; }
    q { quotes: none; background: var(--paper); border: 1px solid var(--line); border-radius: 5px; padding: 0 5px; }
    .tag { white-space: nowrap; }
    .tag::before { content: "■ "; color: var(--soft); }
    .tag.work-order::before { color: var(--c-work-order); }
    .tag.mediation::before { color: var(--c-mediation); }
    .tag.reconsideration::before { color: var(--c-reconsideration); }
    .tag.litigation-separation::before { color: var(--c-litigation-separation); }
    .tag.petition::before { color: var(--c-petition); }
    #newest td:nth-child(5), #newest td:nth-child(3) { min-width: 5.2em; }
    .wait { color: var(--wait); background: var(--wait-back); border-radius: 5px; padding: 0 5px; white-space: nowrap; }
    .sealed { color: var(--soft); border: 1px dashed var(--soft); border-radius: 5px; padding: 0 6px; }

    """

  private static let narrow = """
    @media (max-width: 760px) {
      header { padding: 10px 14px; }
      .motto { order: 4; flex: 1 0 100%; font-size: 13px; }
      .live { flex: 1; text-align: right; }
      main { padding: 12px 12px 4px; }
      section { padding: 12px 14px; border-radius: 10px; }
      .picture.wide { display: none; }
      .picture.narrow { display: block; }
      .columns { grid-template-columns: minmax(0, 1fr); gap: 0; }
      #figures { flex-direction: column; align-items: stretch; gap: 12px; }
      .figures { gap: 6px 26px; }
      .figures dd { font-size: 22px; }
      .spark { width: 100%; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--line); }
      tbody tr:last-child { border-bottom: 0; }
      td { display: flex; gap: 10px; padding: 1px 0; border: 0; }
      td div { min-width: 0; }
      td::before { content: attr(data-head); color: var(--soft); flex: 0 0 6em; }
      td:empty { display: none; }
    }
    @media (prefers-reduced-motion: no-preference) { .ribbon { transition: fill-opacity .2s; } }
    @media print { .live, nav, .skip { display: none; } body { background: #fff; } }

    """
}
