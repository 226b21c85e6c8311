# cases: recovery cases, their steps, playbooks and problems.
