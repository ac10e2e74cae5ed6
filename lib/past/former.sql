-- name: former_debts
SELECT since, client, batch, product, region FROM account_history WHERE account_id = ?1 ORDER BY since;

-- name: former_debtors
SELECT since, owner_id, region, rating FROM customer_history WHERE customer_id = ?1 ORDER BY since;
