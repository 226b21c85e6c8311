# Por qué falta un número.

undefined-nobody-answered = Nadie respondió todo lo que este número necesita.
undefined-too-few-respondents = Hay muy pocas personas encuestadas para este número.
undefined-no-variation = Todas las respuestas son iguales, así que no hay variación con la que trabajar.
undefined-too-few-items = Hay muy pocos ítems para este número.
undefined-collinear = Una de las variables puede calcularse a partir de las demás, así que no se pueden distinguir.
undefined-all-ties = Todas las diferencias son cero.
undefined-too-many-predictors = Hay demasiados predictores para examinar todas las combinaciones.
undefined-too-many-factors = Hay demasiados factores para tan pocos ítems: no podrían distinguirse.
undefined-too-few-factors = Hay muy pocos factores para este número.
undefined-too-few-groups = Una comparación necesita al menos dos grupos que puedan mostrarse.
undefined-too-few-waves = Hay muy pocas oleadas con el mismo cuestionario para este número.
undefined-out-of-range = Uno de los números dados está fuera del intervalo en el que esto tiene sentido.
undefined-degenerate-bootstrap = El bootstrap no da intervalo aquí: quitar a una persona cualquiera no cambia nada.
undefined-suppressed = Oculto, porque el grupo es demasiado pequeño para mostrarlo.
undefined-not-asked = El archivo no tiene respuestas de este tipo.
undefined-other = Este número no se pudo calcular.
undefined-needs-rows = Hay demasiadas personas para mirarlas una por una, y este número lo necesita.
undefined-empty-target = Nadie de quienes respondieron pertenece a uno de los grupos que se ponderan, así que nadie puede representarlo. Únalo con otro grupo.
undefined-invalid-target = Un objetivo de la ponderación no es una proporción: dé a cada grupo una parte del total, ninguna menor que cero.
undefined-not-identified = El modelo busca más de lo que estas respuestas permiten distinguir.
undefined-no-convergence = La estimación no llegó a estabilizarse, lo que ocurre cuando el modelo está lejos de las respuestas.
undefined-running = Siguen llegando respuestas y este número es para una oleada terminada: mirado cada día, encontraría diferencias que no existen.
undefined-held = Retenido hasta que diez personas más respondan a esto: un número que se mueve por menos delataría respuestas sueltas.
undefined-inadmissible = La solución del modelo no puede ser cierta, como un ítem medido mejor que a la perfección, así que nada se lee de ella.
