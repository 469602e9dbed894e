#!/usr/bin/env bash
# Puts dashlift on the PATH of the steps that follow, unless it is there already.
set -euo pipefail

if ! command -v dashlift > /dev/null; then
  root="$RUNNER_TEMP/dashlift"
  cargo install --quiet --locked --path "$GITHUB_ACTION_PATH/runner" --root "$root"
  echo "$root/bin" >> "$GITHUB_PATH"
  PATH="$root/bin:$PATH"
fi
dashlift --version
