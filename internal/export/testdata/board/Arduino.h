// As much of the board's core as the sketch uses, with the types of Arduino's
// own. Serial writes to the debugger, and a float as its bits.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { LOW, HIGH };
enum { INPUT, OUTPUT };
enum { LED_BUILTIN = 13 };

void pinMode(int pin, int mode);
void digitalWrite(int pin, int value);
void delay(unsigned long milliseconds);
unsigned long millis();
unsigned long micros();

class SerialPort {
public:
  void begin(unsigned long baud);
  explicit operator bool();
  int available();
  int read();
  size_t print(const char *text);
  size_t print(unsigned char value, int base = 10);
  size_t print(int value, int base = 10);
  size_t print(unsigned int value, int base = 10);
  size_t print(long value, int base = 10);
  size_t print(unsigned long value, int base = 10);
  size_t print(double value, int digits = 2);
  template <typename T> size_t println(T value) {
    size_t n = print(value);
    return n + print("\n");
  }
};

extern SerialPort Serial;
