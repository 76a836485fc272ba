// The yardstick for a cold start: the least that a CGI program can do. What it takes is what the system takes to
// start and end any program.

#include <stdio.h>

int main(void) {
    fputs("Status: 200 OK\r\nContent-Type: application/json\r\n\r\n{\"status\":\"success\"}\n", stdout);
    return 0;
}
