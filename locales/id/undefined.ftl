# undefined
