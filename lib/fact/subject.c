#include "fact/subject.h"

size_t cx_subject_of_person(const struct cx_org *org, int person)
{
    return (size_t)(org->post_count + person);
}

size_t cx_subject_of_team(const struct cx_org *org, int team)
{
    return (size_t)(org->post_count + org->person_count + team);
}

size_t cx_subject_of_company(const struct cx_org *org)
{
    return (size_t)(org->post_count + org->person_count + org->team_count);
}

size_t cx_subject_count(const struct cx_org *org)
{
    return cx_subject_of_company(org) + 1;
}
