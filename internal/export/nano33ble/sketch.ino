// Watches a machine with the board's accelerometer and learns while it runs.
// README.md says how to flash it and what it prints.
//
// Nano 33 BLE Sense Rev2: install Arduino_BMI270_BMM150 and include that instead.
#include <Arduino_LSM9DS1.h>

#include "tinyol.h"

// The sensor measures in g. A recording in metres per second squared needs
// 9.80665f here.
const float unitsPerG = 1.0f;

// Of the sensor's x, y and z, the one that each channel of the model is.
const uint8_t axes[MODEL_CHANNELS] = MODEL_AXES;

bool learning = false;
int32_t label = MODEL_NORMAL;

// Rows until the window holds none from before the last command: a window that
// spans two labels never teaches.
uint32_t unsettled = 0;

// Says again and again what is wrong, for a monitor that is opened later.
void halt(const char *text) {
  for (;;) {
    Serial.print("# stopped: ");
    Serial.println(text);
    digitalWrite(LED_BUILTIN, HIGH);
    delay(1000);
    digitalWrite(LED_BUILTIN, LOW);
    delay(1000);
  }
}

void printState() {
  Serial.print("# learning ");
  Serial.print(learning ? "on" : "off");
  Serial.print(", label ");
  Serial.println(label);
}

void printHelp() {
  Serial.println("# l: learn, p: pause, r: forget what was learned, h: this help");
  if (MODEL_SUPERVISED) {
    Serial.println("# 0 to 9: the class that the machine is in now");
  }
  printState();
}

void forget() {
  if (tinyol_begin() != 0) {
    halt("the model image is damaged; export and flash again");
  }
}

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  Serial.begin(115200);
  // A monitor may come within four seconds; without one the board goes on.
  while (!Serial && millis() < 4000) {
  }
  forget();
  uint32_t differ = tinyol_self_test();
  if (differ == 0) {
    Serial.println("# self-test: the same bits as on the computer");
  } else {
    Serial.print("# self-test: scores that differ from the computer's: ");
    Serial.println(differ);
  }
  if (!IMU.begin()) {
    halt("no accelerometer; a Rev2 board needs another library, see README.md");
  }
  printHelp();
}

void obey(int command) {
  if (command == 'l' || command == 'p') {
    learning = command == 'l';
  } else if (MODEL_SUPERVISED && command >= '0' && command <= '9') {
    label = command - '0';
  } else if (command == 'r') {
    forget();
  } else if (command == 'h') {
    printHelp();
    return;
  } else {
    return;  // ends of lines, among others
  }
  unsettled = MODEL_WINDOW - 1;
  printState();
}

void report(const struct tinyol_outcome &o, unsigned long microseconds) {
  Serial.print("score:");
  Serial.print(o.score, 7);
  Serial.print(",threshold:");
  Serial.print(tinyol_threshold(), 7);
  if (MODEL_SUPERVISED) {
    Serial.print(",class:");
    Serial.print(o.predicted);
  }
  Serial.print(",updated:");
  Serial.print(o.updated);
  Serial.print(",microseconds:");
  Serial.println(microseconds);
  if (o.grown) {
    Serial.print("# new class ");
    Serial.println(label);
  }
  if (o.full) {
    Serial.println("# no room for another class; export with a larger --max-classes");
  }
}

void loop() {
  while (Serial.available()) {
    obey(Serial.read());
  }
  if (!IMU.accelerationAvailable()) {
    return;
  }
  float g[3];
  IMU.readAcceleration(g[0], g[1], g[2]);
  float row[MODEL_CHANNELS];
  for (int c = 0; c < MODEL_CHANNELS; c++) {
    row[c] = g[axes[c]] * unitsPerG;
  }
  bool due = tinyol_push(row);
  bool settled = unsettled == 0;
  if (!settled) {
    unsettled--;
  }
  if (!due) {
    return;
  }
  unsigned long begin = micros();
  struct tinyol_outcome o = tinyol_step(learning && settled ? label : TINYOL_NOT_LEARNING);
  unsigned long microseconds = micros() - begin;
  digitalWrite(LED_BUILTIN, o.score > tinyol_threshold() ? HIGH : LOW);
  report(o, microseconds);
}
