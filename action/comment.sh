#!/usr/bin/env bash
# Comments on the pull request; a comment that an earlier run left is rewritten.
set -euo pipefail

MARK='<!-- dashlift -->'
# GitHub refuses more than 65,536 characters.
LIMIT=60000

if [ -z "$PULL_REQUEST" ]; then
  echo "no pull request, no comment"
  exit 0
fi

body="$RUNNER_TEMP/dashlift-comment.md"
{
  echo "$MARK"
  if [ "$(wc -m < "$RUNNER_TEMP/dashlift.md")" -le "$LIMIT" ]; then
    cat "$RUNNER_TEMP/dashlift.md"
  else
    # Lines are kept whole, lest a table ends in the middle of a cell.
    awk -v limit="$LIMIT" '(sum += length($0) + 1) > limit { exit } { print }' "$RUNNER_TEMP/dashlift.md"
    echo
    echo "The rest is in the summary of the job."
  fi
} > "$body"

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
earlier=$(gh api --paginate "$comments" \
  --jq '.[] | select(.user.type == "Bot") | select(.body | startswith("'"$MARK"'")) | .id' | tail -n 1)
if [ -n "$earlier" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" --field "body=@$body" --silent
else
  gh api --method POST "$comments" --field "body=@$body" --silent
fi
