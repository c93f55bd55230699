"""The online step of 40-16-4-16-40 in PyTorch on one thread: the frozen layers
forward, then one step of SGD on the last layer against the window itself (MSE).
Prints steps per second and the version. Needs Debian's python3-torch."""
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)
steps = int(sys.argv[1]) if len(sys.argv) > 1 else 20000

base = torch.nn.Sequential(
    torch.nn.Linear(40, 16), torch.nn.ReLU(), torch.nn.Linear(16, 4), torch.nn.Linear(4, 16), torch.nn.ReLU()
)
last = torch.nn.Linear(16, 40)
optimiser = torch.optim.SGD(last.parameters(), lr=0.02)
windows = torch.rand(256, 40)


def step(x):
    with torch.no_grad():
        z = base(x)
    optimiser.zero_grad()
    loss = torch.nn.functional.mse_loss(torch.sigmoid(last(z)), x)
    loss.backward()
    optimiser.step()
    return loss


for n in range(1000):
    step(windows[n % 256])
begin = time.perf_counter()
for n in range(steps):
    step(windows[n % 256])
print(f"{steps / (time.perf_counter() - begin):.0f} PyTorch {torch.__version__}")
