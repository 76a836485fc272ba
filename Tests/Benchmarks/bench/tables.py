"""What is printed."""

import statistics


def print_facts(lines):
    for name, text in lines.items():
        print(f"{name + ':':<10}{text}")
    print()


def print_cells(bench, samples):
    median = lambda name, field: statistics.median(getattr(sample, field) for sample in samples[name])
    options = bench.options
    print(f"{options.clients} clients, {options.workers} workers, {options.rounds} x {options.seconds} s, medians; "
          "CPU us: microseconds a request")
    print(f"{'':22}{'':>10}{'p50':>9}{'p99':>9}{'backend':>11}{'nginx':>9}{'PSS MB':>9}")
    print(f"{'':22}{'req/s':>10}{'ms':>9}{'ms':>9}{'CPU us':>11}{'CPU us':>9}{'a worker':>9}{'non-2xx':>9}"
          "   x echo")
    for name, rounds in samples.items():
        ratios = [own.rate / echo.rate for own, echo in zip(rounds, samples["C echo"])]
        backend, pss = median(name, "backend_cpu"), rounds[-1].pss
        print(
            f"{name:22}{median(name, 'rate'):>10,.0f}"
            f"{median(name, 'p50') / 1000:>9.2f}{median(name, 'p99') / 1000:>9.2f}"
            f"{f'{backend:.0f}' if pss else '-':>11}{median(name, 'nginx_cpu'):>9.0f}{f'{pss:.1f}' if pss else '-':>9}"
            f"{sum(sample.bad for sample in rounds):>9}"
            f"   {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")
    mean = lambda teams: statistics.mean(bench.state.lines([team]) for team in teams)
    print(f"Lines a ledger at the end: {mean(bench.teams.everyone()):,.0f} of the {options.teams:,} teams, "
          f"{mean(bench.teams.alone(number + 1) for number in range(options.rounds)):,.0f} of one team")
    print()


def print_cgi(results, launches):
    print(f"As plain CGI, median of {launches} launches: one durable create beside a C program that prints a constant")
    print(f"{'lines in the ledger':22}{'create ms':>10}{'C ms':>9}{'x C':>9}")
    for lines, times in results.items():
        handler, c = statistics.median(times["handler"]), statistics.median(times["C"])
        print(f"{lines:<22,}{handler:>10.2f}{c:>9.2f}{handler / c:>9.2f}")
