import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = new URL("../../../operators/static/operators/vendor/", import.meta.url);
const read = (name) => readFileSync(new URL(name, FOLDER));
const sums = new Map(
  read("SHA256SUMS")
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.split(/\s+/u).reverse()),
);

test("every vendored module is the published one", () => {
  for (const [name, sum] of sums) assert.equal(createHash("sha256").update(read(name)).digest("hex"), sum, name);
});

test("no module is there without a sum, a version and a licence", () => {
  const modules = readdirSync(FOLDER).filter((name) => name.endsWith(".js"));
  assert.deepEqual(modules.sort(), [...sums.keys()].sort());
  const table = read("README.md").toString();
  for (const name of modules)
    assert.match(
      table,
      new RegExp(`\\| \`${name}\` \\| \\S+ \\| \\d+\\.\\d+\\.\\d+ \\| .+ \\| (MIT|Apache-2\\.0) \\|`),
    );
});

test("no module names a source map that is not here", () => {
  for (const name of sums.keys()) assert.equal(read(name).includes("sourceMappingURL"), false, name);
});
