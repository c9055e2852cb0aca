#!/bin/bash
# Stands between a workload's driver and our programs: the driver's words become ours. BENCH_PROJECT is the folder of
# the project; `cargo xtask measure` sets it. BENCH_PROGRAMS is where the programs are, if elsewhere than usual.
set -euo pipefail
programs="${BENCH_PROGRAMS:-$BENCH_PROJECT/target/release}"

if [ "$1" = client ]; then
  exec "$programs/headless" bench-client "$@"
fi
[ "$1" = server ] || { echo "neither server nor client: $1" >&2; exit 2; }
shift
while [ $# -gt 0 ]; do
  case "$1" in
    --listen) listen=$2 ;;
    --data) data=$2 ;;
    *) echo "an option of a newer driver: $1" >&2; exit 2 ;;
  esac
  shift 2
done
exec "$programs/sync-server" serve --bench --listen "$listen" --database "$data/office.db" \
  > >(sed -u 's/^listening on .*/{"ev":"ready"}/')
