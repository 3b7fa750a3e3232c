"""A file beyond the limits: 10 MB, 64 levels deep, 1,000 aliases or 100,000 values behind them, and more.

Why: the "billion laughs" file of a few hundred bytes stands for gigabytes, and 100,000 nested brackets crash the C
loader of PyYAML outright. A pull request must not be able to stop the machine that checks it.

How to fix: split the file, flatten it, or write out what aliases stand for.

Passes:
    # architecture/pay.yml
    services:
      pay: {x: [[[1]]]}

Fails:
    # architecture/pay.yml
    services:
      pay: {x: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}
"""
