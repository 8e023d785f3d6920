// Joules in a log of make-power-log by DuckDB, on so many threads.
// Usage: node energy.mjs FILE THREADS (NODE_PATH: where @duckdb/node-api is)
import { createRequire } from "node:module";

const { DuckDBInstance } = createRequire(import.meta.url)("@duckdb/node-api");
const [file, threads] = process.argv.slice(2);
const database = await DuckDBInstance.create(":memory:", { threads });
const connection = await database.connect();
const result = await connection.runAndReadAll(`
	WITH cells AS (
		SELECT epoch_ms(strptime(column0, '%Y/%m/%d %H:%M:%S.%g')) AS ms,
		       trim(column1) AS device,
		       CAST(replace(column3, ' W', '') AS DOUBLE) AS watts
		FROM read_csv('${file}', header = false, skip = 1, delim = ',',
			all_varchar = true)
	), steps AS (
		SELECT (watts + lag(watts) OVER d) / 2 *
		       (ms - lag(ms) OVER d) / 1000 AS joules
		FROM cells WINDOW d AS (PARTITION BY device ORDER BY ms)
	)
	SELECT sum(joules) FROM steps`);
console.log(Number(result.getRows()[0][0]).toFixed(3));
