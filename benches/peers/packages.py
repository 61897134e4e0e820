#!/usr/bin/env python3
"""The exact frontier of the same domains, here and in NegMAS (AGPL-3.0), one after the other in one run.

usage: benches/peers/packages.py PROGRAM [ISSUES ...]
  PROGRAM   prints the answer for a folder of Genius XML as JSON: target/release/examples/package
            (cargo build --release -p detente-analysis --example package)
  ISSUES    sizes to measure, ten values each (default: 3 4 5)

NegMAS is installed from PyPI into an environment of its own, which is removed afterwards; nothing of it becomes part of
this repository. It reads the same files. Evaluations go up to 1 on every issue, because NegMAS does not divide by the
largest as Genius does. Each measurement is a process of its own: seconds and peak memory include reading the files.
"""
import json, pathlib, random, resource, subprocess, sys, tempfile, time

NEGMAS = "negmas==0.16.0"
VALUES = 10
PEER = """
import sys
from pathlib import Path
from negmas.inout import Scenario
from negmas.preferences.ops import pareto_frontier
scenario = Scenario.from_genius_folder(Path(sys.argv[1]), ignore_discount=True)
points, _ = pareto_frontier(scenario.ufuns, scenario.outcome_space.enumerate_or_sample())
print(len(set(points)))
"""


def write_domain(folder, issues, seed):
    """One domain and two profiles with random weights and evaluations of three decimals."""
    dice = random.Random(seed)
    folder.mkdir()

    def issue(number, items):
        return f'<issue index="{number}" name="i{number}" type="discrete" etype="discrete" vtype="discrete">{items}</issue>'

    def space(items, more=""):
        body = "".join(issue(number + 1, items()) for number in range(issues))
        return f'<utility_space><objective index="0" description="" name="root" type="objective" etype="objective">{more}{body}</objective>'

    plain = lambda: "".join(f'<item index="{v + 1}" value="v{v}"/>' for v in range(VALUES))
    domain = f"<negotiation_template>{space(plain)}</utility_space></negotiation_template>"
    (folder / "domain.xml").write_text(domain)
    for number in range(2):
        def rated():
            evaluations = [1.0] + [dice.randrange(1000) / 1000 for _ in range(VALUES - 1)]
            dice.shuffle(evaluations)
            return "".join(f'<item index="{v + 1}" value="v{v}" evaluation="{e}"/>' for v, e in enumerate(evaluations))
        parts = [dice.randrange(1, 1000) for _ in range(issues)]
        weights = [round(part / sum(parts), 4) for part in parts]
        more = "".join(f'<weight index="{i + 1}" value="{w}"/>' for i, w in enumerate(weights))
        (folder / f"profile-{number}.xml").write_text(space(rated, more) + '<reservation value="0"/></utility_space>')


def measured(command, timeout=1800):
    """Output, seconds, and the peak memory of this child in MiB (as far as it exceeds that of all before it)."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stderr.strip()[-500:]}")
    return done.stdout, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, sizes = sys.argv[1], [int(size) for size in sys.argv[2:]] or [3, 4, 5]
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        for issues in sizes:
            write_domain(place / str(issues), issues, issues)
        ours = {}
        # Ours first: the peak is that of all children so far, and the peer needs more.
        for issues in sizes:
            output, seconds, mib = measured([program, str(place / str(issues))])
            ours[issues] = (json.loads(output)["frontier_all"], seconds, mib)
        subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True)
        python = place / "venv" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", NEGMAS], check=True)
        print(f"{'packages':>10} {'points':>7} {'seconds':>9} {'MiB':>6}   {NEGMAS:>16} {'seconds':>9} {'MiB':>6}")
        for issues in sizes:
            output, seconds, mib = measured([python, "-c", PEER, str(place / str(issues))])
            points, own_seconds, own_mib = ours[issues]
            print(f"{VALUES ** issues:>10} {points:>7} {own_seconds:>9.3f} {own_mib:>6}   {output.strip():>16} {seconds:>9.2f} {mib:>6}")
            # Floating point may add points to the peer's frontier, never take one away.
            if int(output) < points:
                sys.exit(f"{VALUES ** issues} packages: the peer finds fewer points; one of the two is wrong")


main()
