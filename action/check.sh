#!/usr/bin/env bash
# Writes what lifting would do, for people and for code scanning; whether that fails the job is decided later.
set -euo pipefail
# shellcheck source=action/arguments.sh
source "$GITHUB_ACTION_PATH/action/arguments.sh"

code=0
dashlift check --output markdown "${arguments[@]}" > "$RUNNER_TEMP/dashlift.md" || code=$?
# Wrong usage or an interruption says nothing about dashboards.
if [ "$code" -ge 64 ]; then exit "$code"; fi
if [ -n "${INPUT_SARIF:-}" ]; then
  dashlift check --quiet --output sarif "${arguments[@]}" > "$INPUT_SARIF" || [ $? -eq "$code" ]
fi
cat "$RUNNER_TEMP/dashlift.md" >> "$GITHUB_STEP_SUMMARY"
echo "exit-code=$code" >> "$GITHUB_OUTPUT"
