// The yardstick: the textbook libfcgi responder. It reads the body and answers about 190 bytes of JSON, and does
// nothing else, so what a handler costs beyond it is the handler's own work.

#include <fcgiapp.h>

static long drain(FCGX_Stream *in) {
    char buffer[4096];
    long total = 0;
    int got;
    while ((got = FCGX_GetStr(buffer, sizeof buffer, in)) > 0) total += got;
    return total;
}

int main(void) {
    FCGX_Request request;
    if (FCGX_Init() != 0 || FCGX_InitRequest(&request, 0, 0) != 0) return 1;
    while (FCGX_Accept_r(&request) >= 0) {
        long received = drain(request.in);
        FCGX_FPrintF(request.out,
                     "Status: 200 OK\r\nContent-Type: application/json\r\n\r\n"
                     "{\"status\":\"success\",\"data\":{\"received\":%ld,\"token\":"
                     "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
                     "\"inviteLink\":\"https://app.example.com/signup?token=0123456789abcdef\"}}\n",
                     received);
        FCGX_Finish_r(&request);
    }
    return 0;
}
