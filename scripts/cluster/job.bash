# What the jobs share; each sources it. What is done must be fit to be done twice: a node may be lost at any point.
# shellcheck shell=bash
set -euo pipefail
umask 077
folder=$1 run=$2
parts=$(<"$folder/parts")
part=${SLURM_ARRAY_TASK_ID:-0}
export CX_DB=$folder/part$part.db

# Where the system failed, not the data, Slurm tries again, three times.
again() {
    local code=$?
    if ((code == 3 && ${SLURM_RESTART_COUNT:-0} < 3)); then
        scontrol requeue "${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}"
        sleep 60 # until Slurm ends this one
    fi
    exit "$code"
}
trap again EXIT
