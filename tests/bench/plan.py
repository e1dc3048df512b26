#!/usr/bin/env python3
"""What `banxin plan` finds and takes, by hand: the 30 lists of tests/plan, and longer ones.

usage: plan.py BANXIN [OTHER-BANXIN]

For each list: score, gap, seconds of CPU; with a second program (the build before) both, side by side.
"""
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tests' / 'plan'))
import plan as lists  # noqa: E402

LONGER = [(n, seed) for n in (10, 12, 14) for seed in (101, 102, 103, 104)]
LONGER_SHARES = [n / 100 for n in range(67, 40, -2)]


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(banxin, folder):
    before = cpu()
    made = subprocess.run([banxin, 'plan', folder], capture_output=True, text=True)
    taken = cpu() - before
    score = re.search(r'score ([\d.]+).*?(?:at most ([\d.]+)|no page)', made.stderr)
    return (float(score[1]), float(score[2] or 0), taken) if score else (None, None, taken)


def show(results):
    return '   '.join(f'{score:6.1f} gap {gap:5.1f}  {taken:5.2f} s' if score is not None else
                      f'  none            {taken:5.2f} s' for score, gap, taken in results)


def main():
    programs, work = sys.argv[1:], pathlib.Path(tempfile.mkdtemp(prefix='banxin-plan-'))
    stock = lists.material(ROOT)
    cases = [(3 + seed % 6, seed, lists.SHARES) for seed in range(1, 31)]
    cases += [(n, seed, LONGER_SHARES) for n, seed in LONGER]
    for n, seed, shares in cases:
        grid = list(lists.GRIDS)[seed % len(lists.GRIDS)]
        for share in shares:
            lists.make_issue(random.Random(seed), work / 'list', grid, n, share, stock)
            results = [run(program, work / 'list') for program in programs]
            if results[-1][0] is not None:
                break
        print(f'{n:2} stories, {grid:11} {seed:3} {100 * share:3.0f} %  {show(results)}', flush=True)


main()
