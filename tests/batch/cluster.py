"""A Slurm cluster of two nodes on this machine, all of it below one folder."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

PROGRAMS = ('munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'sinfo', 'scontrol')
CONF = '''ClusterName=banxin
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=1,sched_interval=2
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=5
SlurmctldTimeout=5
MessageTimeout=5
KillWait=2
MinJobAge=10
JobRequeue=1
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1 State=UNKNOWN
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1 State=UNKNOWN
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
'''


def missing():
    """Why no cluster can run here; None: one can."""
    if os.geteuid() != 0:
        return 'slurmd wants to be root'
    lacking = [p for p in PROGRAMS if not find(p)]
    return 'not installed: %s' % ' '.join(lacking) if lacking else None


def find(program):
    return shutil.which(program, path=os.environ['PATH'] + ':/usr/sbin:/sbin')


def free_ports(n):
    sockets = [socket.socket() for _ in range(n)]
    for one in sockets:
        one.bind(('127.0.0.1', 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class NoCluster(Exception):
    """A daemon of Slurm cannot run on this machine."""


class Cluster:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.processes = {}
        (self.folder / 'state').mkdir(parents=True)
        self.folder.chmod(0o755)
        host = socket.gethostname().split('.')[0]
        (self.folder / 'slurm.conf').write_text(CONF.format(folder=self.folder, host=host, ports=free_ports(3)))
        self.env = dict(os.environ, SLURM_CONF=str(self.folder / 'slurm.conf'))

    def spawn(self, name, *command, node=''):
        with open(self.folder / (name + '.out'), 'ab') as out:
            self.processes[name] = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True,
                                                    env=dict(self.env, BANXIN_TEST_NODE=node))

    def start_controller(self):
        self.spawn('slurmctld', find('slurmctld'), '-D')

    def start_node(self, name):
        self.spawn(name, find('slurmd'), '-D', '-N', name, node=name)

    def start(self):
        key = self.folder / 'munge.key'
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        self.spawn('munged', find('munged'), '--foreground', '--force', '--key-file=%s' % key, '--socket=%s/munge.socket' % self.folder,
                   '--pid-file=%s/munged.pid' % self.folder, '--log-file=%s/munged.log' % self.folder, '--seed-file=%s/munged.seed' % self.folder)
        self.wait(lambda: (self.folder / 'munge.socket').exists(), 'munged')
        self.start_controller()
        for node in ('n1', 'n2'):
            self.start_node(node)
        self.wait(lambda: self.fell_at_start() or self.idle() == {'n1', 'n2'}, 'both nodes idle')
        if self.fell_at_start():
            raise NoCluster(self.logs())

    def fell_at_start(self):
        """A node that gave up at once: without control groups, say, as in a container that does not show them."""
        return any(self.processes[node].poll() is not None for node in ('n1', 'n2'))

    def run(self, *command):
        return subprocess.run(command, capture_output=True, text=True, env=self.env, timeout=60)

    def idle(self):
        lines = self.run('sinfo', '-h', '-N', '-o', '%N %t').stdout.splitlines()
        return {line.split()[0] for line in lines if line.split()[1:] == ['idle']}

    def wait(self, condition, what, seconds=40):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError('%s: not in %d s\n%s' % (what, seconds, self.logs()))
            time.sleep(0.1)

    def logs(self):
        return '\n'.join('== %s\n%s' % (p.name, '\n'.join(p.read_text(errors='replace').splitlines()[-15:]))
                         for p in sorted(self.folder.glob('*.log')) + sorted(self.folder.glob('*.out')))

    def on_node(self, node):
        """Processes of the node's daemon and of jobs on it."""
        conf = b'SLURM_CONF=%s' % str(self.folder / 'slurm.conf').encode()
        marks = {b'%s=%s' % (name, node.encode()) for name in (b'SLURMD_NODENAME', b'BANXIN_TEST_NODE')}
        found = []
        for entry in pathlib.Path('/proc').iterdir():
            try:
                environ = set((entry / 'environ').read_bytes().split(b'\0')) if entry.name.isdigit() else ()
                if conf in environ and marks & environ:
                    found.append(int(entry.name))
            except OSError:
                pass
        return found

    def kill_jobs(self, node):
        for _ in range(3):
            for pid in self.on_node(node):
                try:
                    os.kill(pid, signal.SIGKILL)
                except OSError:
                    pass

    def kill_node(self, node):
        """As when the power fails."""
        process = self.processes.pop(node)
        process.kill()
        self.kill_jobs(node)
        process.wait()

    def kill_controller(self):
        process = self.processes.pop('slurmctld')
        process.kill()
        process.wait()

    def stop(self):
        for process in self.processes.values():
            process.kill()
        for node in ('n1', 'n2'):
            self.kill_jobs(node)
        for process in self.processes.values():
            process.wait()
