// The scripts run the source, which only the repository's own Node 24 understands; npm puts it first in PATH.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  console.error(`Rollcall's source needs Node >= 24 and this is ${process.version}. Run "npm ci": it brings its own.`);
  process.exit(1);
}
