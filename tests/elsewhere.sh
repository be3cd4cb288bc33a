#!/bin/sh
# The whole suite as another user, in a folder with blanks and Unicode, with a home that cannot be written, in the C
# locale and without network; the loopback stays, for Jupyter and Dask talk over it. Needs root on Linux and a user:
#
#   useradd --no-create-home guest
#   tests/elsewhere.sh guest /usr/bin/python3.11
set -eu
place=$(mktemp -d /var/tmp/infoview-XXXXXX)
chmod 755 "$place"
mkdir -m 555 "$place/home ñ"
git clone --quiet "$(dirname "$0")/.." "$place/a b ü"
chown -R "$1:" "$place/a b ü"
cd "$place/a b ü"
set -- setpriv --reuid="$1" --regid="$1" --clear-groups \
  env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$place/home ñ" LANG=C LC_ALL=C make PYTHON="$2"
"$@" .venv/.installed-dev
unshare --net sh -c 'ip link set lo up && exec "$@"' sh "$@" test
