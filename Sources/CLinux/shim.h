/* The kernel calls of the store that Swift's Glibc module leaves out. */

/* Declared by glibc only under _GNU_SOURCE. */
extern int syncfs(int);
