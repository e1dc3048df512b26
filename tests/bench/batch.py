#!/usr/bin/env python3
"""What banxin batch costs an issue beside a cold build of the same. By hand; see README.md here.

usage: batch.py BANXIN ISSUE [N]

N copies of a one-page issue (200), in each paragraph of each two characters changed about, so that no two are equal. Processor time of all
processes, and the wall clock of a batch that finds nothing changed.
"""
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

COLD = 8  # builds to compare with, spread over the issues


def is_han(text):
    return all('\u4e00' <= c <= '\u9fff' for c in text)


def turn(article, by):
    """The article with two neighbours changed about in each paragraph."""
    front, body = article.read_text(encoding='utf8').split('\n---\n', 1)
    lines = body.split('\n')
    for number, line in enumerate(lines):
        at = by * 3 % max(1, len(line) - 1)
        if line and line[0] not in '#!>-*|' and is_han(line[at:at + 2]):
            lines[number] = line[:at] + line[at + 1] + line[at] + line[at + 2:]
    article.write_text(front + '\n---\n' + '\n'.join(lines), encoding='utf8')


def cpu(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - start


def main():
    banxin, sample, n = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 200
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for i in range(n):
            copy = work / 'in' / ('issue-%03d' % i)
            shutil.copytree(sample, copy)
            for article in (copy / 'articles').glob('*.md'):
                turn(article, i)
        cache = ['--cache', str(work / 'cache')]
        command = [banxin, 'batch', str(work / 'in'), '-o', str(work / 'out'), '--quiet', *cache]
        cpu([banxin, 'build', str(work / 'in' / 'issue-000'), '-o', str(work / 'warm.pdf'), *cache])  # the pictures are prepared
        cold = [cpu([banxin, 'build', str(work / 'in' / ('issue-%03d' % (i * n // COLD))), '-o', str(work / 'cold.pdf'), *cache])
                for i in range(COLD)]
        cold_cpu, cold_wall = sum(c[0] for c in cold) / COLD, sum(c[1] for c in cold) / COLD
        first_cpu, first_wall = cpu(command)
        again_cpu, again_wall = cpu(command)
    print('cold build            %6.1f ms CPU, %6.1f ms' % (1e3 * cold_cpu, 1e3 * cold_wall))
    print('batch of %d, an issue %6.1f ms CPU, %6.1f ms' % (n, 1e3 * first_cpu / n, 1e3 * first_wall / n))
    print('CPU an issue: %.2f of a cold build' % (first_cpu / n / cold_cpu))
    print('nothing changed: %.0f ms, %.2f %% of the first run; CPU %.2f %%'
          % (1e3 * again_wall, 100 * again_wall / first_wall, 100 * again_cpu / first_cpu))


if __name__ == '__main__':
    main()
