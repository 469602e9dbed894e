#!/usr/bin/env bash
# Lifts the files, and commits and pushes them if that changed any.
set -euo pipefail
# shellcheck source=action/arguments.sh
source "$GITHUB_ACTION_PATH/action/arguments.sh"

if [[ "$GITHUB_REF" == refs/pull/*/merge && "$(git rev-parse HEAD)" == "$GITHUB_SHA" ]]; then
  echo "::error::this is the merge of the pull request; check out its branch (\`ref\` of actions/checkout)"
  exit 1
fi
branch="${GITHUB_HEAD_REF:-$GITHUB_REF_NAME}"
if ! git diff --quiet HEAD; then
  echo "::error::the working tree has changes that are not dashlift's; nothing is committed"
  exit 1
fi
# What cannot be lifted stays as it is, and fails the job at the end.
dashlift migrate --write "${arguments[@]}" || echo "::warning::dashlift migrate ended with $?"
if git diff --quiet; then
  echo "committed=false" >> "$GITHUB_OUTPUT"
  exit 0
fi
git -c user.name='github-actions[bot]' \
  -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit --quiet --all --message 'Lift dashboards with dashlift'
git push --quiet origin "HEAD:refs/heads/$branch"
echo "committed=true" >> "$GITHUB_OUTPUT"
