"""One run of a study per Ray task: python ray_tasks.py plan

Every task has a home of its own. "lab merge plan/homes/*" brings the runs back. LAB is the command that starts the lab.
"""
import os
import pathlib
import shlex
import subprocess
import sys

import ray

plan = pathlib.Path(sys.argv[1]).resolve()
jobs = (plan / "jobs.txt").read_text().split()


@ray.remote(num_cpus=2, max_retries=2)
def train(recipe: str) -> int:
    home = plan / "homes" / pathlib.Path(recipe).stem
    lab = shlex.split(os.environ.get("LAB", "lab"))
    return subprocess.run([*lab, "train", str(plan / recipe), "--home", str(home), "--json"]).returncode


ray.init()
codes = ray.get([train.remote(recipe) for recipe in jobs])
failed = [job for job, code in zip(jobs, codes) if code != 0]
print(f"{len(jobs) - len(failed)} of {len(jobs)} trained", *failed)
sys.exit(1 if failed else 0)
