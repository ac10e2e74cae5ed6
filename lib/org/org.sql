-- name: teams
SELECT team_id, name, kind, opened_on, parent_id FROM teams;

-- name: employees
SELECT employee_id, since, name, team_id, role, hired_on, left_on, base_salary, capacity
FROM employees ORDER BY employee_id, since;
