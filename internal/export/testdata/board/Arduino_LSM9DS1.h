// The library's accelerometer, on rows of the test.
#pragma once

#include <Arduino.h>

class Accelerometer {
public:
  int begin();
  int accelerationAvailable();
  int readAcceleration(float &x, float &y, float &z);
};

extern Accelerometer IMU;
