#!/usr/bin/env bash
# Runs the steps of action.yml as GitHub would, with the program that DASHLIFT names and a `gh` that only notes calls.
set -euo pipefail

action=$(cd "$(dirname "$0")" && pwd)
dashboards="$action/../examples/dashboards"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/temp"
ln -s "$DASHLIFT" "$scratch/bin/dashlift"

cat > "$scratch/bin/gh" << 'STUB'
#!/usr/bin/env bash
echo "$*" >> "$GH_CALLS"
case "$*" in *--paginate*) cat "$GH_EARLIER" ;; esac
STUB
chmod +x "$scratch/bin/gh"

export PATH="$scratch/bin:$PATH" HOME="$scratch" GIT_CONFIG_NOSYSTEM=1
export GH_CALLS="$scratch/calls" GH_EARLIER="$scratch/earlier"
export GITHUB_ACTION_PATH="${action%/action}" RUNNER_TEMP="$scratch/temp" GITHUB_STEP_SUMMARY="$scratch/summary"
export GITHUB_OUTPUT="$scratch/output" GITHUB_REPOSITORY=owner/repository GITHUB_PATH="$scratch/path"
export GITHUB_REF=refs/heads/main GITHUB_REF_NAME=main GITHUB_HEAD_REF='' GITHUB_SHA=0

# step EXPECTED_CODE NAME: runs a step and leaves what it said in $said and what it gave in $GITHUB_OUTPUT.
step() {
  : > "$GITHUB_OUTPUT" > "$GITHUB_STEP_SUMMARY" > "$GH_CALLS"
  local code=0
  said=$(bash "$action/$2.sh" 2>&1) || code=$?
  [ "$code" -eq "$1" ] || fail "$2 ended with $code, not with $1: $said"
}
has() { grep -qF -- "$2" "$1" || fail "\`$2\` is not in $(cat "$1")"; }
fail() {
  echo "action/test.sh, line ${BASH_LINENO[1]}: $1" >&2
  exit 1
}

git init --quiet --bare --initial-branch main "$scratch/remote.git"
git init --quiet --initial-branch main "$scratch/clone"
cd "$scratch/clone"
git remote add origin "$scratch/remote.git"
cp "$dashboards/ferries.v18.json" fer\ ries.json
cp "$dashboards/monday-numbers.v41.json" monday.json
echo '{"name": "left-pad"}' > README.json
git add . && git -c user.name=a -c user.email=a@b commit --quiet --message first

# The install step takes what is there.
step 0 install

# The check writes the summary, and reads no input as code.
step 0 check
has "$GITHUB_OUTPUT" exit-code=2
[ -s "$GITHUB_STEP_SUMMARY" ] || fail 'the summary is empty'
INPUT_PATHS=$'README.json\nmonday.json' INPUT_SARIF="$scratch/found.sarif" step 0 check
has "$GITHUB_OUTPUT" exit-code=2
[ -s "$scratch/found.sarif" ] || fail 'there is no SARIF'
INPUT_TARGET=grafana@18 INPUT_PATHS='fer ries.json' step 0 check
has "$GITHUB_OUTPUT" exit-code=0
INPUT_PATHS='$(touch pwned);`touch pwned`' step 0 check
has "$GITHUB_OUTPUT" exit-code=1
[ ! -e pwned ] || fail 'an input was read as code'
INPUT_TARGET='acme 7' step 64 check

# The comment is new once, then rewritten; a long one is cut.
: > "$GH_EARLIER"
echo 'two of three' > "$RUNNER_TEMP/dashlift.md"
PULL_REQUEST='' step 0 comment
[ ! -s "$GH_CALLS" ] || fail 'it called gh'
PULL_REQUEST=5 step 0 comment
has "$GH_CALLS" '--method POST repos/owner/repository/issues/5/comments'
has "$RUNNER_TEMP/dashlift-comment.md" '<!-- dashlift -->'
has "$RUNNER_TEMP/dashlift-comment.md" 'two of three'
echo 77 > "$GH_EARLIER"
seq -f 'line %09.0f of many' 5000 > "$RUNNER_TEMP/dashlift.md"
PULL_REQUEST=5 step 0 comment
has "$GH_CALLS" '--method PATCH repos/owner/repository/issues/comments/77'
has "$RUNNER_TEMP/dashlift-comment.md" 'The rest is in the summary'
[ "$(wc -c < "$RUNNER_TEMP/dashlift-comment.md")" -lt 65536 ] || fail 'the comment is too long'

# The commit holds what dashlift changed, and is pushed.
GITHUB_REF=refs/pull/5/merge GITHUB_SHA=$(git rev-parse HEAD) step 1 commit
echo changed >> README.json
step 1 commit
git checkout --quiet README.json
step 0 commit
has "$GITHUB_OUTPUT" committed=true
names=$(git --git-dir "$scratch/remote.git" show --format= --name-only main | sort | tr '\n' ,)
[ "$names" = 'fer ries.json,monday.json,' ] || fail "committed: $names"
step 0 commit
has "$GITHUB_OUTPUT" committed=false
step 0 check
has "$GITHUB_OUTPUT" exit-code=0

# fail-on, exit code, committed: how the job ends.
while read -r fail_on code committed expected; do
  INPUT_FAIL_ON=$fail_on EXIT_CODE=$code COMMITTED=$committed step "$expected" verdict
done << 'TABLE'
changes 0 false 0
changes 2 false 2
changes 2 true 0
changes 3 true 3
errors 2 false 0
errors 1 false 1
never 1 false 0
sometimes 0 false 1
TABLE

# What is given from outside reaches a step by its environment only.
if grep -n 'run:.*\${{' "$action/../action.yml"; then fail 'an expression in a script'; fi
