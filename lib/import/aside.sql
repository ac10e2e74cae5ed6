-- name: measures_promises
SELECT 1 FROM measures WHERE fact = :facts.promise LIMIT 1;
