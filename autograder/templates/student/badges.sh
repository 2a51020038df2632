#!/bin/bash
# Puts the links to this very repository into README.md, in the place of the line that stands there in the template.
set -euo pipefail

mark='<!-- badges -->'
if [ ! -e README.md ]; then
    echo "There is no README.md, so it gets no links."
    exit 0
fi
if ! grep -qxF "$mark" README.md; then
    echo "README.md has its links already."
    exit 0
fi
{
    echo "[![Open in Codespaces](https://img.shields.io/badge/open_in-Codespaces-1f5fa8)](https://codespaces.new/$GITHUB_REPOSITORY)"
    for notebook in */*.ipynb; do
        [ -e "$notebook" ] || continue
        path=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$notebook")
        name=$(basename "$notebook" .ipynb)
        echo "[![$name in Colab](https://colab.research.google.com/assets/colab-badge.svg)](https://colab.research.google.com/github/$GITHUB_REPOSITORY/blob/$GITHUB_REF_NAME/$path) \`$name\`"
    done
} > badges.md
sed -i -e "/^$mark\$/{r badges.md" -e "d}" README.md
rm badges.md
git add README.md
git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
    commit --quiet -m "Links to this copy of the notebooks"
header="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 -w 0)"
git -c http.extraHeader="$header" push --quiet "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" "HEAD:refs/heads/$GITHUB_REF_NAME"
echo "README.md has its links."
