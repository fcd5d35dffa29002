#!/usr/bin/env bash
# Made by `npm run gen` from src/programs/languages/: what programs are built and run with.
# Installs the Debian packages (as root); --list only names them.
# Not from Debian: vbnet and the like need the .NET 10 SDK from https://dot.net.
# Not from Debian: javascript and the like need Node.js 22 or newer from https://nodejs.org.
# Not from Debian: pipedream-legacy and the like need Node.js 22 or newer with npm from https://nodejs.org, and npm's registry within reach.
# Not from Debian: powershell and the like need PowerShell 7.5 or newer: dotnet tool install --global PowerShell.
# Not from Debian: typescript and the like need Node.js 22.18 or newer with npm from https://nodejs.org, and npm's registry within reach.
set -euo pipefail

packages=(
  bash
  cargo
  curl
  g++
  gcc
  golang-go
  groovy
  httpie
  jq
  libc6-dev
  libcjson-dev
  libcurl4-openssl-dev
  libgoogle-gson-java
  liblwp-protocol-https-perl
  libokhttp-java
  librust-serde-json-dev
  librust-ureq-dev
  libwww-perl
  lua-dkjson
  lua-http
  lua5.2
  nim
  nlohmann-json3-dev
  openjdk-17-jdk-headless
  perl
  php-cli
  php-curl
  php-guzzlehttp-guzzle
  python3
  python3-httpx
  python3-requests
  r-base-core
  r-cran-httr2
  r-cran-jsonlite
  ruby
  rustc
  tcl
  tclcurl
  tdom
  wget
)

if [[ ${1:-} == --list ]]; then
  printf '%s\n' "${packages[@]}"
else
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${packages[@]}"
fi
