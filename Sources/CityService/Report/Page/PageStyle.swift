/// How the page looks: on a desk, on a telephone and on paper.
enum PageStyle {
    /// The style sheet. It has neither `<` nor `&`, so that it can stand in XML as it is.
    static let sheet: StaticString = """
        :root { --ink: #1d2730; --soft: #5d6b78; --line: #dde3e8; --ground: #f4f6f8;
          --error: #c23b2e; --warning: #c98a12; --good: #2c7a4b; --blue: #2f6ea5; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 24px 20px 40px; }
        [lang=en] { color: var(--soft); font-size: .86em; }
        #english:not(:checked) ~ main [lang=en] { display: none; }
        #english { position: absolute; opacity: 0; }
        .toggle { position: absolute; top: 14px; right: 20px; padding: 2px 10px; cursor: pointer;
          font-size: 13px; border: 1px solid var(--line); border-radius: 12px;
          background: white; color: var(--soft); }
        #english:checked + .toggle { color: white; background: var(--blue); border-color: var(--blue); }
        #english:focus-visible + .toggle { outline: 2px solid var(--ink); }
        header p { margin: 0; }
        .kind { color: var(--soft); padding-right: 90px; }
        h1 { margin: 2px 0 10px; font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
        h2 { margin: 0 0 12px; font-size: 17px; }
        h2 [lang=en] { font-weight: normal; }
        .conclusion { padding: 8px 14px; border-left: 5px solid var(--good); background: white; }
        .conclusion [lang] { display: block; }
        .conclusion.error { border-color: var(--error); }
        .conclusion.warning { border-color: var(--warning); }
        .account { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center;
          margin: 14px 0; padding: 12px 14px; background: white; border: 1px solid var(--line);
          border-radius: 6px; }
        .sum { display: inline-flex; flex-direction: column; }
        .sum b { font-size: 21px; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .term { display: inline-flex; gap: 14px; align-items: center; }
        .account i { font-style: normal; font-size: 20px; color: var(--soft); }
        .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr));
          gap: 8px 20px; margin: 0 0 18px; }
        dt { color: var(--soft); font-size: 13px; }
        dd { margin: 0; overflow-wrap: anywhere; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
          gap: 16px; align-items: start; }
        section { margin-bottom: 16px; padding: 16px; background: white; overflow: hidden;
          border: 1px solid var(--line); border-radius: 6px; }
        .columns section { margin: 0; }
        .columns { margin-bottom: 16px; }
        .stack { display: grid; gap: 16px; }
        .bars { list-style: none; margin: 0; padding: 0; }
        .bars li { display: grid; grid-template-columns: 12em 1fr 5em; gap: 10px; align-items: center;
          padding: 3px 0; }
        .bars svg { width: 100%; height: 16px; background: var(--ground); border-radius: 2px; }
        .name [lang=zh] { display: block; line-height: 1.3; }
        .name { line-height: 1.3; }
        code { font: 12px ui-monospace, Menlo, Consolas, monospace; color: var(--soft);
          overflow-wrap: anywhere; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        rect { fill: var(--blue); }
        rect.error, .map .error { fill: var(--error); }
        rect.warning, .map .warning { fill: var(--warning); }
        rect.new { fill: var(--good); }
        rect.unchanged { fill: #a9b5bf; }
        rect.vanished { fill: #6d4c86; }
        .break { fill: white; }
        .map { display: block; width: 100%; max-height: 78vh; background: #eef2f5; }
        .map circle { fill-opacity: .75; }
        .outline { fill: white; fill-rule: evenodd; stroke: #8897a5; stroke-width: 1;
          vector-effect: non-scaling-stroke; stroke-linejoin: round; }
        .scale { fill: none; stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; }
        .legend { margin: 10px 0 0; font-size: 14px; }
        .note { margin: 6px 0 0; font-size: 14px; color: var(--soft); }
        .key { display: inline-block; width: 11px; height: 11px; margin: 0 4px 0 0; border-radius: 50%; }
        .item { margin-right: 18px; white-space: nowrap; }
        .name code { display: block; }
        .key.error, .badge.error { background: var(--error); }
        .key.warning, .badge.warning { background: var(--warning); }
        .badge.info { background: var(--blue); }
        table { width: 100%; border-collapse: collapse; }
        th { text-align: left; font-size: 13px; padding: 0 10px 6px 0; }
        td { vertical-align: top; padding: 8px 10px 8px 0; border-top: 1px solid var(--line); }
        td p { margin: 0; overflow-wrap: anywhere; }
        td.number { white-space: nowrap; padding-right: 18px; }
        .where { max-width: 240px; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
        .badge { display: inline-block; padding: 0 8px; border-radius: 9px; color: white;
          font-size: 13px; white-space: nowrap; }
        .badge [lang=en] { color: white; }
        footer { color: var(--soft); font-size: 13px; }
        @media (max-width: 640px) {
          main { padding: 16px 12px 32px; }
          .toggle { right: 12px; }
          h1 { font-size: 21px; }
          .bars li { grid-template-columns: 1fr auto; gap: 1px 10px; padding: 5px 0; }
          .bars svg { grid-column: 1 / -1; grid-row: 2; height: 12px; }
          .name [lang=zh], .name code { display: inline; }
          .groups thead { display: none; }
          .groups tr { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px;
            padding: 10px 0; border-top: 1px solid var(--line); }
          .groups td { border: 0; padding: 0; }
          .groups td:nth-child(n+3) { grid-column: 1 / -1; max-width: none; }
          .facts { grid-template-columns: 1fr 1fr; gap: 6px 12px; }
          .sum b { font-size: 18px; }
          .rows td, .rows th { padding-right: 8px; overflow-wrap: anywhere; }
          .rows td.number { padding-right: 10px; }
          .rows th { white-space: nowrap; }
          .rows th [lang=en] { display: none; }
          .groups .count::after { content: " 行"; }
        }
        @media print {
          body { background: white; font-size: 11px; }
          main { max-width: none; padding: 0; }
          .toggle { display: none; }
          section, .account { border-color: #bbb; }
          section, tr, .bars li { break-inside: avoid; }
          section:has(table) { break-inside: auto; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}
