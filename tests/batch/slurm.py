#!/usr/bin/env python3
"""banxin batch --slurm on a real cluster of two nodes: a node is killed on the way, then the controller, then the
submitter. usage: slurm.py BANXIN PROJECT WORK"""
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from archive import Batch, archive, issue, wait_for
from cluster import Cluster, NoCluster, missing

BANXIN, PROJECT, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def pdfs(folder):
    return {p.name: p.read_bytes() for p in pathlib.Path(folder).glob('*.pdf')}


def ledger(output):
    with sqlite3.connect('file:%s?mode=ro' % (output / '.banxin-batch.db'), uri=True) as db:
        return dict(db.execute('SELECT folder, is_final FROM ledger'))


def check_whole(batch, process, wanted, n):
    said, _ = process.communicate(timeout=150)
    assert process.returncode == 0, (process.returncode, said)
    assert 'ledger: %d of %d issues final' % (n, n) in said, said
    assert pdfs(batch.output) == wanted, sorted(set(wanted) ^ set(pdfs(batch.output)))
    rows = ledger(batch.output)
    assert len(rows) == n and all(rows.values()), rows
    assert not list((batch.output / '.banxin-slurm').glob('*.result'))
    return said


def without_slurm(work):
    """Said before anything is done, with the package's name."""
    batch = Batch(BANXIN, work / 'none')
    done = subprocess.run(batch.command(work / 'in', '--slurm'), capture_output=True, text=True, env=dict(os.environ, PATH=str(work)))
    assert done.returncode == 1 and 'install the package slurm-client' in done.stderr, done
    assert not batch.output.exists()


def node_fails(cluster, work, wanted, n):
    batch = Batch(BANXIN, work / 'node', '--slurm', '--per-task', '10')
    os.environ['SLURM_CONF'] = str(cluster.folder / 'slurm.conf')
    process = batch.start(work / 'in')
    wait_for(lambda: len(list(batch.output.glob('*.pdf'))) >= 2, 60)
    before = len(list(batch.output.glob('*.pdf')))
    cluster.kill_node('n1')
    assert before < n and process.poll() is None, 'the node was killed too late'
    said = check_whole(batch, process, wanted, n)
    assert batch.plan(work / 'in') == {}
    print('  node killed with %d of %d made' % (before, n))
    cluster.start_node('n1')
    cluster.wait(lambda: cluster.idle() == {'n1', 'n2'}, 'the node back')
    return said


def controller_fails(cluster, work, wanted, n):
    """It forgets what it was told: its state goes with it."""
    batch = Batch(BANXIN, work / 'controller', '--slurm', '--per-task', '10')
    process = batch.start(work / 'in')
    wait_for(lambda: list((batch.output / '.banxin-slurm').glob('job-*')) and ledger_rows(batch.output), 60)
    cluster.kill_controller()
    for node in ('n1', 'n2'):
        cluster.kill_jobs(node)
        cluster.processes.pop(node).wait()
    shutil.rmtree(cluster.folder / 'state')
    (cluster.folder / 'state').mkdir()
    cluster.start_controller()
    for node in ('n1', 'n2'):
        cluster.start_node(node)
    said = check_whole(batch, process, wanted, n)
    assert 'in 1 submission\n' not in said, said
    cluster.wait(lambda: cluster.idle() == {'n1', 'n2'}, 'both nodes back')


def ledger_rows(output):
    try:
        with sqlite3.connect('file:%s?mode=ro' % (output / '.banxin-batch.db'), uri=True) as db:
            return db.execute("SELECT COUNT(*) FROM ledger WHERE job <> ''").fetchone()[0]
    except sqlite3.Error:
        return 0


def submitter_fails(cluster, work, wanted, n):
    """Killed, and started again while its tasks run: it goes on with them."""
    batch = Batch(BANXIN, work / 'submitter', '--slurm', '--per-task', '10')
    process = batch.start(work / 'in')
    wait_for(lambda: ledger_rows(batch.output) == n, 60)
    process.kill()
    process.communicate()
    said = check_whole(batch, batch.start(work / 'in'), wanted, n)
    assert 'in 0 submissions' in said, said


def bad_issue(work):
    """The same summary as at home."""
    bad = issue(work / 'some' / 'bad', '')
    (bad / 'articles' / 'a.md').write_text('---\nheadlin: 题\n---\n文。\n', encoding='utf8')
    archive(work / 'some', 2)
    home = Batch(BANXIN, work / 'home').report(work / 'some', wanted=1)
    away = Batch(BANXIN, work / 'away', '--slurm').report(work / 'some', wanted=1)
    for summary in (home, away):
        for one in summary['issues'].values():
            for key in ('seconds', 'cpu_seconds', 'pdf', 'log'):
                del one[key]
    assert home['issues'] == away['issues'] and home['counts'] == away['counts'], (home, away)
    assert 'error[BX1101]' in away['said']


def main():
    why = missing()
    if why:
        print('skipped: no cluster can run here: %s' % why)
        sys.exit(77)
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    n = 60
    archive(WORK / 'in', n)
    Batch(BANXIN, WORK / 'whole').run(WORK / 'in')
    wanted = pdfs(WORK / 'whole')
    without_slurm(WORK)
    # a socket's path is short, and that of a build folder may not be
    with tempfile.TemporaryDirectory(prefix='bx') as folder:
        cluster = Cluster(pathlib.Path(folder) / 'c')
        try:
            start = time.monotonic()
            cluster.start()
            os.environ['SLURM_CONF'] = str(cluster.folder / 'slurm.conf')
            for name, test in (('node', lambda: node_fails(cluster, WORK, wanted, n)), ('bad issue', lambda: bad_issue(WORK)),
                               ('submitter', lambda: submitter_fails(cluster, WORK, wanted, n)),
                               ('controller', lambda: controller_fails(cluster, WORK, wanted, n))):
                test()
                print('%s: %.1f s' % (name, time.monotonic() - start), flush=True)
                start = time.monotonic()
        except NoCluster as error:
            print('skipped: no cluster can run here:\n%s' % error)
            sys.exit(77)
        except BaseException:
            print(cluster.logs())
            raise
        finally:
            cluster.stop()


main()
