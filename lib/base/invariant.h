/* Invariants: what code relies on, stated where it does.
 *
 *     CX_INVARIANT(count <= cap, "a batch holds no more than its rows");
 *
 * A broken one is a bug in cx, not a fault of its input: the process prints the place and the name
 * and exits with status 4 at once, before a wrong figure is stored or paid. As when memory runs out
 * (mem.h), nothing is left half done. Invariants are checked in every build, so the condition
 * should be cheap and without side effects. Faults of input are CX_EDATA instead. */
#ifndef CX_BASE_INVARIANT_H
#define CX_BASE_INVARIANT_H

#define CX_INVARIANT(condition, name)                                                              \
    ((condition) ? (void)0 : cx_invariant_broken(__FILE__, __LINE__, #condition, name))

_Noreturn void cx_invariant_broken(const char *file, int line, const char *condition,
                                   const char *name);

#endif
