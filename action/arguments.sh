# To be sourced: the inputs become `arguments`. No input is ever read as code.
arguments=()
if [ -n "${INPUT_TARGET:-}" ]; then arguments+=(--to "$INPUT_TARGET"); fi
if [ -n "${INPUT_DATASOURCES:-}" ]; then arguments+=(--datasources "$INPUT_DATASOURCES"); fi
if [ -n "${INPUT_SINCE:-}" ]; then arguments+=(--since "$INPUT_SINCE"); fi
arguments+=(--)
while IFS= read -r path; do
  if [ -n "$path" ]; then arguments+=("$path"); fi
done <<< "${INPUT_PATHS:-.}"
