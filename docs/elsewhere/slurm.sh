#!/bin/bash
# One run of a study per array task: sbatch --array=1-$(wc -l < plan/jobs.txt)%20 slurm.sh plan
# %20 is how many train at a time. Every task has a home of its own, so that none waits for another's lock.
#SBATCH --job-name=digit-lab
#SBATCH --cpus-per-task=2
#SBATCH --time=01:00:00
set -euo pipefail
plan=$1
recipe=$(sed -n "${SLURM_ARRAY_TASK_ID}p" "$plan/jobs.txt")
export TF_NUM_INTRAOP_THREADS=${SLURM_CPUS_PER_TASK:-2}
${LAB:-lab} train "$plan/$recipe" --home "$plan/homes/$SLURM_ARRAY_TASK_ID" --json
