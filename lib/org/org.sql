-- name: teams
SELECT team_id, name, kind, opened_on, parent_id, since, closed_on FROM teams;

-- name: former_teams
SELECT team_id, since, parent_id, kind FROM team_history ORDER BY team_id, since;

-- name: employees
SELECT employee_id, since, name, team_id, role, hired_on, left_on, base_salary, capacity
FROM employees ORDER BY employee_id, since;
