#!/usr/bin/env bash
# Ends as the job shall end. What was committed is no longer to be done.
set -euo pipefail

case "$INPUT_FAIL_ON" in
  never | errors | changes) ;;
  *)
    echo "::error::fail-on is none of changes, errors, never"
    exit 1
    ;;
esac
case "$EXIT_CODE" in
  0) ;;
  2)
    if [ "$INPUT_FAIL_ON" = changes ] && [ "${COMMITTED:-}" != true ]; then
      echo "::error::dashboards are not at their target; \`dashlift migrate --write\` lifts them"
      exit 2
    fi
    ;;
  *)
    echo "::error::dashlift check ended with $EXIT_CODE"
    if [ "$INPUT_FAIL_ON" != never ]; then exit "$EXIT_CODE"; fi
    ;;
esac
