#!/usr/bin/env bash
# Made by `npm run gen` from src/programs/languages/: what programs are built and run with.
# Installs the Debian packages (as root); --list only names them.
# Not from Debian: vbnet and the like need the .NET 10 SDK from https://dot.net.
# Not from Debian: javascript and the like need Node.js 22 or newer from https://nodejs.org.
# Not from Debian: javascript-axios and the like need Node.js 22 or newer with npm from https://nodejs.org, and npm's registry within reach.
# Not from Debian: typescript and the like need Node.js 22.18 or newer with npm from https://nodejs.org, and npm's registry within reach.
set -euo pipefail

packages=(
  bash
  curl
  g++
  httpie
  jq
  libcurl4-openssl-dev
  nlohmann-json3-dev
  php-cli
  php-curl
  python3
  ruby
  wget
)

if [[ ${1:-} == --list ]]; then
  printf '%s\n' "${packages[@]}"
else
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${packages[@]}"
fi
