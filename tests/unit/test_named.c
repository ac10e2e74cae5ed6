/* org/named: whom an id or a name means, and who may be meant. */
#include "company.h"
#include "org/org.h"
#include "unit.h"

static struct company c;
static struct cx_org *org;

static void set_up(void)
{
    struct cx_err err = {0};
    company_open(&c);
    company_add(&c, "teams.csv",
                "team_id,name\nT01,电催一组\nT02,电催二组\nT03,Field\nT04,Field\n");
    company_add(&c, "employees.csv",
                "employee_id,name,team_id,role,hired_on\n"
                "E001,张静,T01,collector,2026-01-01\nE002,张静,T01,collector,2026-01-01\n"
                "E003,欧阳明月,T02,collector,2026-01-01\nE004,Jonathan,T03,collector,2026-01-01\n");
    ck_assert_msg(company_import(&c) == 0, "%s%s", c.err.text, cx_buf_str(&c.said));
    ck_assert_int_eq(cx_org_load(&org, c.db, &err), 0);
}

static void tear_down(void)
{
    cx_org_free(org);
    company_close(&c);
}

static void ck_person(const char *text, const char *wanted)
{
    struct cx_err err = {0};
    int person = -1;
    if (cx_org_find_person(&person, org, text, &err) == 0)
        ck_assert_str_eq(org->people[person].key, wanted);
    else
        ck_assert_str_eq(err.text, wanted);
}

START_TEST(people)
{
    ck_person("E002", "E002");
    ck_person("欧阳明月", "E003");
    ck_person("张静", "2 people are called \"张静\": write one of the ids E001, E002");
    ck_person("e4", "there is no employee \"e4\" (did you mean E004?)");
    ck_person("张", "there is no employee \"张\" (did you mean E001 (张静), E002 (张静)?)");
    ck_person("张静静", "there is no employee \"张静静\" (did you mean E001 (张静), E002 (张静)?)");
    ck_person("欧阳明约", "there is no employee \"欧阳明约\" (did you mean E003 (欧阳明月)?)");
    ck_person("jonatan", "there is no employee \"jonatan\" (did you mean E004 (Jonathan)?)");
    ck_person("E999", "there is no employee \"E999\": write an id as cx-import took it, or a whole "
                      "name");
    ck_person("", "there is no employee \"\": write an id as cx-import took it, or a whole name");
}
END_TEST

START_TEST(teams)
{
    struct cx_err err = {0};
    int team = -1;
    ck_assert_int_eq(cx_org_find_team(&team, org, "电催二组", &err), 0);
    ck_assert_str_eq(org->teams[team].key, "T02");
    ck_assert_int_eq(cx_org_find_team(&team, org, "T3", &err), CX_EUSAGE);
    ck_assert_str_eq(err.text, "there is no team \"T3\" (did you mean T03?)");
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_org_find_team(&team, org, "Field", &err), CX_EUSAGE);
    ck_assert_str_eq(err.text, "2 teams are called \"Field\": write one of the ids T03, T04");
    err = (struct cx_err){0};
    ck_assert_int_eq(cx_org_find_team(&team, org, "T99", &err), CX_EUSAGE);
    ck_assert_str_eq(err.text, "there is no team \"T99\": write an id as cx-import took it, or a "
                               "whole name");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, people);
    tcase_add_test(tc, teams);
}

UNIT_MAIN("named")
