// The board under the sketch: start-up, the sensor's rows, what a person types,
// and the debugger for Serial.
#include <Arduino_LSM9DS1.h>

#include "rows.h"

extern "C" {
extern uint32_t stack_top[], bss_start[], bss_end[];
void reset();
}
void setup();
void loop();

namespace {

uint32_t row, typed;

enum { SYS_WRITEC = 0x03, SYS_EXIT = 0x18, APPLICATION_EXIT = 0x20026 };

void debugger(uint32_t call, uintptr_t argument) {
  register uint32_t r0 asm("r0") = call;
  register uintptr_t r1 asm("r1") = argument;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void put(char c) { debugger(SYS_WRITEC, reinterpret_cast<uintptr_t>(&c)); }

size_t number(unsigned long value, unsigned base, int least) {
  char digits[12];
  int n = 0;
  do {
    digits[n++] = "0123456789abcdef"[value % base];
    value /= base;
  } while (value || n < least);
  for (int i = n; i > 0; i--)
    put(digits[i - 1]);
  return n;
}

[[noreturn]] void end() {
  for (;;)
    debugger(SYS_EXIT, APPLICATION_EXIT);
}

} // namespace

void reset() {
  volatile uint32_t *cpacr = reinterpret_cast<volatile uint32_t *>(0xE000ED88);
  *cpacr = *cpacr | 0xF00000;
  asm volatile("dsb\n\tisb" ::: "memory");
  for (uint32_t *p = bss_start; p < bss_end; p++)
    *p = 0;
  setup();
  for (;;)
    loop();
}

extern "C" __attribute__((section(".vectors"), used)) void (*const vectors[16])() = {
    reinterpret_cast<void (*)()>(stack_top), reset, end, end, end, end, end,
};

SerialPort Serial;
Accelerometer IMU;

void pinMode(int, int) {}
void digitalWrite(int, int) {}
void delay(unsigned long) { end(); } // the sketch waits where it has given up
unsigned long millis() { return 0; }
unsigned long micros() { return 0; }

void SerialPort::begin(unsigned long) {}
SerialPort::operator bool() { return true; }
int SerialPort::available() { return typed < TYPED && keys[typed].row <= row; }
int SerialPort::read() { return keys[typed++].key; }

size_t SerialPort::print(const char *text) {
  size_t n = 0;
  while (text[n])
    put(text[n++]);
  return n;
}

size_t SerialPort::print(unsigned char value, int base) { return number(value, base, 1); }
size_t SerialPort::print(unsigned int value, int base) { return number(value, base, 1); }
size_t SerialPort::print(unsigned long value, int base) { return number(value, base, 1); }
size_t SerialPort::print(int value, int base) { return print(static_cast<long>(value), base); }

size_t SerialPort::print(long value, int base) {
  if (value >= 0)
    return number(value, base, 1);
  put('-');
  return 1 + number(-static_cast<unsigned long>(value), base, 1);
}

size_t SerialPort::print(double value, int) {
  float f = value;
  uint32_t bits;
  __builtin_memcpy(&bits, &f, sizeof bits);
  return number(bits, 16, 8);
}

int Accelerometer::begin() { return 1; }

int Accelerometer::accelerationAvailable() {
  if (row == ROWS)
    end();
  return 1;
}

int Accelerometer::readAcceleration(float &x, float &y, float &z) {
  float values[3];
  __builtin_memcpy(values, rows[row++], sizeof values);
  x = values[0];
  y = values[1];
  z = values[2];
  return 1;
}
