#!/bin/sh
# Install Mirrors for this user: the program, the command `mirrors`, the menu entry and the file
# type of .mirrors. `sh install.sh --remove` takes all of it away again.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
program=$share/mirrors-program
command=$HOME/.local/bin/mirrors

rm -rf "$program"
if [ "${1:-}" = --remove ]; then
  rm -f "$command"
  (cd "$here/share" && find . -type f) | while read -r file; do rm -f "$share/$file"; done
else
  mkdir -p "$share" "$HOME/.local/bin"
  cp -R "$here/Mirrors" "$program"
  cp -R "$here/share/." "$share"
  ln -sf "$program/Mirrors" "$command"
fi
for tool in "update-mime-database $share/mime" "update-desktop-database $share/applications"; do
  if command -v "${tool%% *}" >/dev/null; then ${tool%% *} "${tool#* }" || true; fi
done
