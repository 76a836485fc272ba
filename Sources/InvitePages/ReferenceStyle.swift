/// What is different on a page to look things up in: the colours, letters and controls are those of `SignupStyle`.
enum ReferenceStyle {
    static let sheet: StaticString = """

        .reference { display: block; padding: 0; place-items: start stretch; background: var(--card); }
        .reference header, .reference nav, .reference main {
          max-width: 100%; margin: 0; padding: 1.25rem; border: 0; border-radius: 0;
        }
        .reference main { max-width: 52rem; }
        .reference nav { background: var(--paper); border-bottom: 1px solid var(--edge); }
        nav ul, nav ul ul { margin: 0; padding: 0; list-style: none; }
        nav ul ul { margin-bottom: 0.75rem; }
        nav a { display: block; padding: 0.25rem 0; text-decoration: none; font-size: 0.9375rem; }
        nav > ul > li > a { font-weight: 600; }
        nav a:hover, h3 a:hover { text-decoration: underline; }
        .skip { position: absolute; left: -100vw; }
        .skip:focus { position: static; display: block; padding: 0.75rem 1.25rem; }
        section { margin-top: 2.5rem; }
        h2 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.2; }
        h3 { margin: 0 0 0.5rem; font-size: 1.1875rem; line-height: 1.3; }
        h3 a { text-decoration: none; }
        h4 { margin: 1.25rem 0 0.375rem; font-size: 1rem; }
        h2, h3, h4, code, dd { overflow-wrap: anywhere; }
        article { margin: 0 0 2rem; padding-top: 1.5rem; border-top: 1px solid var(--edge); }
        :target { outline: 2px solid var(--accent); outline-offset: 0.5rem; }
        code { font: 0.9375em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
        .method {
          display: inline-block; padding: 0 0.375rem; border: 1px solid var(--line); border-radius: 0.25rem;
          font: 600 0.75rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
        }
        .terms, .type { color: var(--quiet); }
        pre {
          margin: 0.75rem 0; padding: 0.75rem; background: var(--paper); border: 1px solid var(--edge);
          border-radius: 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.9375rem;
        }
        .curl code { -webkit-user-select: all; user-select: all; }
        dl { margin: 0; }
        dl > div { padding: 0.375rem 0; }
        dt { font-weight: 600; }
        .type { font-weight: 400; font-size: 0.9375rem; }
        dd { margin: 0 0 0 1rem; }
        .reason { display: inline-block; margin-right: 0.5rem; font-size: 0.875rem; }
        @media (min-width: 64rem) {
          .reference { display: grid; grid-template-columns: 20rem minmax(0, 1fr); }
          .skip:focus, .reference header { grid-column: 1 / -1; }
          .reference nav {
            position: sticky; top: 0; max-height: 100vh; overflow-y: auto; border-bottom: 0;
            border-right: 1px solid var(--edge);
          }
          .reference main { padding: 1.25rem 2.5rem; }
        }
        @media print {
          .reference { display: block; }
          .reference nav, .skip { display: none; }
          .reference main { max-width: none; padding: 0; }
          h2, h3, h4, dt, .path { break-after: avoid; }
          pre, dl > div { break-inside: avoid; }
        }

        """
}
