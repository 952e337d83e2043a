#!/bin/bash
# A study on all cores of one machine, or of several with --sshlogin: parallel.sh plan 2
# {%} is the place of the job that runs: each has a home of its own, where run after run is trained.
set -euo pipefail
plan=$1
threads=$(($(nproc) / $2))
export TF_NUM_INTRAOP_THREADS=$((threads > 0 ? threads : 1))
parallel --jobs "$2" --joblog "$plan/joblog.txt" --resume \
	"${LAB:-lab} train $plan/{} --home $plan/homes/{%} --json > $plan/{.}.log" :::: "$plan/jobs.txt"
