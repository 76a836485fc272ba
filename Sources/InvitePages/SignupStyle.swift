/// How the sign-up page looks: no font, picture or script from anywhere.
///
/// Each colour is named once for each scheme; what it has to contrast with is in the tests.
enum SignupStyle {
    static let sheet: StaticString = """

        :root {
          color-scheme: light dark;
          --paper: #f4f3ef; --card: #ffffff; --edge: #e2e0d9; --ink: #1c1d1f; --quiet: #595a5f;
          --line: #83848a; --accent: #0b5d54; --on-accent: #ffffff; --wrong: #b3261e;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #131416; --card: #1c1d20; --edge: #303237; --ink: #ececea; --quiet: #a7a8ae;
            --line: #7c7e86; --accent: #7ccdbf; --on-accent: #07201c; --wrong: #ff9b91;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; min-height: 100vh; min-height: 100svh; padding: 1.25rem; display: grid;
          place-items: center; background: var(--paper); color: var(--ink);
          font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
        }
        main {
          width: 100%; max-width: 28rem; padding: 2.25rem 2rem; background: var(--card);
          border: 1px solid var(--edge); border-radius: 0.75rem;
        }
        header { display: flex; align-items: center; gap: 0.75rem; margin-bottom: 1.75rem; }
        .logo { max-width: 8rem; max-height: 3rem; }
        .mark {
          flex: none; display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 0.5rem;
          font-weight: 700; color: var(--on-accent); background: var(--accent);
        }
        .site { font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
        small { display: block; font-size: 0.9375rem; font-weight: 400; color: var(--quiet); }
        footer { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin-top: 1rem; font-size: 1rem; }
        footer a { padding: 0.75rem 0; color: var(--quiet); }
        h1, p, a, li { overflow-wrap: anywhere; }
        h1 { margin: 0 0 0.75rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
        p { margin: 0 0 0.75rem; text-wrap: pretty; }
        .lead { font-size: 1.1875rem; line-height: 1.45; text-wrap: balance; }
        .terms { margin: 0; color: var(--quiet); font-size: 1rem; }
        .next { margin: 1.25rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--edge); }
        form { margin-top: 1.75rem; }
        summary { padding: 0.625rem 0; font-weight: 600; cursor: pointer; }
        details { margin-bottom: 0.75rem; }
        .aside { margin-top: 1.25rem; color: var(--quiet); font-size: 1rem; }
        .field { margin-bottom: 1.25rem; }
        label { display: block; margin-bottom: 0.375rem; font-weight: 600; }
        input, button { width: 100%; min-height: 3rem; font: inherit; border-radius: 0.5rem; }
        input { padding: 0.5rem 0.875rem; color: var(--ink); background: var(--card); border: 1px solid var(--line); }
        button {
          margin-top: 0.5rem; padding: 0.5rem 1rem; border: 1px solid transparent; font-weight: 600; cursor: pointer;
          color: var(--on-accent); background: var(--accent);
        }
        button:hover { filter: brightness(1.1); }
        a { color: inherit; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .problems { margin-top: 1.5rem; padding: 0.875rem 1rem; border-left: 4px solid var(--wrong); border-radius: 2px; }
        .problems h2 { margin: 0 0 0.25rem; font-size: 1.0625rem; color: var(--wrong); }
        .problems ul { margin: 0; padding: 0; list-style: none; }
        .problems a { display: inline-block; padding: 0.25rem 0; }
        .problem { margin: 0 0 0.375rem; color: var(--wrong); font-size: 1rem; }
        [aria-invalid] { border: 2px solid var(--wrong); }
        @media (max-width: 30rem) {
          body { padding: 0; place-items: stretch; background: var(--card); }
          main { border: 0; border-radius: 0; padding: 2rem 1.25rem; }
        }

        """
}
