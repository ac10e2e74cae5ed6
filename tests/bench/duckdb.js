// duckdb.js DATABASE STATEMENT...: runs statements in DuckDB with two threads.
const { DuckDBInstance } = require("@duckdb/node-api");

async function main() {
  const [database, ...statements] = process.argv.slice(2);
  const instance = await DuckDBInstance.create(database, { threads: "2" });
  const connection = await instance.connect();
  for (const statement of statements) {
    const rows = await (await connection.run(statement)).getRows();
    if (process.env.SHOW) console.log(JSON.stringify(rows.slice(0, 5), (k, v) => (typeof v === "bigint" ? Number(v) : v)));
  }
  connection.closeSync();
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
