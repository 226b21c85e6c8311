# El hallazgo en palabras: frases sencillas hechas a partir de los números.
findings-list = { $rest } y { $last }
findings-title = Calidad del servicio: { $instrument }
findings-shortfall = Donde más lejos queda el servicio de lo esperado es en { $dimension }: los clientes esperan { $expectation } y perciben { $perception }, una brecha de { $value } puntos (intervalo del 95 %: { $low } a { $high }, n = { $n-written }).
findings-shortfall-none = El servicio no queda por debajo de lo esperado en ninguna dimensión; el margen más pequeño está en { $dimension }: los clientes esperan { $expectation } y perciben { $perception }, una brecha de { $value } puntos (intervalo del 95 %: { $low } a { $high }, n = { $n-written }).
findings-shortfall-all = Las { $dimensions-written } dimensiones están por debajo de lo esperado, más allá del azar.
findings-shortfall-some = { $short-written } de { $dimensions-written } dimensiones están por debajo de lo esperado más allá del azar.
findings-shortfall-zone = Donde el servicio queda más cerca del mínimo de los clientes, o por debajo, es en { $dimension }: lo percibido menos el mínimo es { $value } puntos (intervalo del 95 %: { $low } a { $high }, n = { $n-written }), y el { $below } de los clientes recibe menos de su mínimo.
findings-shortfall-perception = Lo que los clientes califican más bajo es { $dimension }: { $value } en una escala de { $min-written } a { $max-written } (intervalo del 95 %: { $low } a { $high }, n = { $n-written }). No se preguntaron expectativas, así que es una calificación, no una brecha.
findings-shortfall-unknown = No puede decirse dónde falla el servicio: hay muy pocas respuestas.
findings-shortfall-item = Dentro de { $dimension }, el ítem más débil es «{ $item }» ({ $value }).
findings-driver = { $dimension } es lo que más pesa en { $outcome }: reúne el { $share } (intervalo del 95 %: { $low } a { $high }) de lo que explican las dimensiones, que es el { $r2 } de las diferencias entre clientes (n = { $n-written }). Es asociación, no prueba de causa.
findings-driver-no-interval = { $dimension } es lo que más pesa en { $outcome }: reúne el { $share } de lo que explican las dimensiones, que es el { $r2 } de las diferencias entre clientes (n = { $n-written }). Es asociación, no prueba de causa.
findings-driver-rivals = No puede distinguirse con certeza de { $rivals }; el primer lugar podría corresponder a otra dimensión y no a { $dimension }.
findings-driver-not-asked = No puede derivarse qué pesa más, porque no se encontró una valoración global en el archivo. Indique su columna en un archivo de correspondencias (outcome.overall) o añada una pregunta global a la próxima encuesta.
findings-driver-unknown = No puede derivarse qué pesa más: hay muy pocas respuestas completas, o la valoración global no varía.
findings-driver-stated = Preguntados directamente, los clientes dan más puntos a { $dimension } ({ $points } de 100). La importancia declarada y la derivada pueden diferir; se muestran ambas.
findings-first = Empiece por { $dimension }: es importante y rinde por debajo de las demás (en el { $probability } de las réplicas bootstrap).
findings-first-unsure = Empiece por { $dimension }, pero con cautela: es importante y rinde por debajo de las demás solo en el { $probability } de las réplicas bootstrap.
findings-first-no-probability = Empiece por { $dimension }: es importante y rinde por debajo de las demás.
findings-first-none = Ninguna dimensión es a la vez importante e inferior a las demás: mantenga lo importante y corrija los ítems con brecha grande.
findings-first-by-shortfall = Empiece por { $dimension }, donde la carencia es mayor; aquí no se conoce su importancia.
findings-certainty-very-few = Muy pocos para decir algo: { $n ->
    [one] un encuestado
   *[other] { $n-written } encuestados
 }. Tome cada número como un ejemplo y no lo publique: podría reconocerse a las personas.
findings-certainty-few = Muy pocos para decidir: { $n-written } encuestados. Los intervalos son anchos; rater measure --plan dice cuántos hacen falta.
findings-certainty-clear = Con { $n-written } encuestados las medias se conocen con un margen de ± { $half } puntos, y { $first } se separa claramente de { $second }.
findings-certainty-close = Con { $n-written } encuestados las medias se conocen con un margen de ± { $half } puntos; { $first } y { $second } están demasiado cerca para decir cuál es peor.
findings-certainty-sample = Esto vale para clientes como los que respondieron; los intervalos cubren el azar, no a quienes nunca se les preguntó.
findings-measure-rejected = Para predecir { $outcome }, no: se rechaza que la expectativa reste exactamente lo que la percepción suma (F({ $df1 }; { $df2 }) = { $f }, { $p }). Las percepciones explican el { $perception }, las brechas el { $gap }. Use la brecha para ver dónde se está por debajo de lo pedido, y las percepciones para predecir o comparar en el tiempo.
findings-measure-kept = Nada habla en su contra para { $outcome } (F({ $df1 }; { $df2 }) = { $f }, { $p }); las brechas explican el { $gap }, las percepciones el { $perception }. En la mayoría de las comparaciones publicadas las percepciones predicen mejor.
findings-measure-restricted = Las expectativas se agolpan en lo más alto en { $dimensions }: más del { $share } de las respuestas son la máxima, así que la brecha casi repite la percepción.
findings-measure-noisy = La consistencia de la diferencia P − E es menor que { $least } en { $dimensions }: no ordene con ella a personas ni a grupos pequeños.
findings-consistency-sound = Los ítems de cada dimensión van juntos: alfa de Cronbach de las percepciones de { $lowest } a { $highest }.
findings-consistency-weak = El alfa de Cronbach de las percepciones es menor que { $least } en { $dimensions } (el más bajo, { $lowest }): lea allí los ítems uno por uno.
findings-consistency-constant-perception = El alfa de las percepciones se calcula sin { $items }: quienes respondieron toda la dimensión dieron ahí la misma respuesta.
findings-consistency-constant-expectation = El alfa de las expectativas se calcula sin { $items }: quienes respondieron toda la dimensión dieron ahí la misma respuesta.
findings-consistency-constant-gap = El alfa de las brechas se calcula sin { $items }: quienes respondieron toda la dimensión tienen ahí la misma brecha.
findings-segment = Por { $column }, hay diferencias más allá del azar en { $dimensions }; la mayor, en { $dimension }: { $worst } { $low }, { $best } { $high }.
findings-segment-none = Por { $column }, ninguna dimensión difiere entre los grupos más allá del azar.
findings-wave-better = De { $before } a { $last } la brecha en { $dimension } mejoró: { $change } puntos (intervalo del 95 %: { $low } a { $high }, n = { $n-written }), de ellos { $perception } por lo percibido y { $expectation } por lo esperado (más: se espera menos; menos: se espera más).
findings-wave-worse = De { $before } a { $last } la brecha en { $dimension } empeoró: { $change } puntos (intervalo del 95 %: { $low } a { $high }, n = { $n-written }), de ellos { $perception } por lo percibido y { $expectation } por lo esperado (más: se espera menos; menos: se espera más).
findings-wave-perception-better = De { $before } a { $last }, { $dimension } mejoró: { $change } puntos (intervalo del 95 %: { $low } a { $high }).
findings-wave-perception-worse = De { $before } a { $last }, { $dimension } empeoró: { $change } puntos (intervalo del 95 %: { $low } a { $high }).
findings-wave-none = De { $before } a { $last }, ninguna dimensión cambió más allá del azar.
findings-data-refused = Filas rechazadas: { $rows-written }; celdas rechazadas: { $cells-written }. Se enumeran en «Los datos»; las celdas rechazadas cuentan como no respondidas.
findings-data-missing = Falta el { $share } de las respuestas. Cada número dice cuántos encuestados hay detrás.
findings-data-not-applicable = El { $share } de las respuestas dice «no aplica»; se guardan aparte de las que faltan y nunca cuentan como valor.
findings-data-careless = { $count ->
    [one] Un encuestado de { $n-written } muestra
   *[other] { $count-written } de { $n-written } encuestados muestran
 } dos o más señales de responder sin cuidado; el informe da los resultados con y sin ellos.
findings-data-hidden = { $groups ->
    [one] Se oculta un grupo
   *[other] Se ocultan { $groups-written } grupos
 }: los de menos de { $least-written } encuestados y los que los delatarían.
findings-paragraph-gap = La calidad del servicio se midió con { $instrument } (versión { $version }; { $items-written } ítems en { $dimensions-written } dimensiones, respuestas de { $min-written } a { $max-written }). De { $records-written } registros se contaron { $n-written } encuestados. Una brecha es la percepción menos la expectativa del mismo ítem, entre quienes respondieron ambas; la puntuación de un encuestado en una dimensión es la media de los ítems respondidos y exige al menos la mitad. Las brechas se contrastaron como pares (prueba t pareada y prueba de rangos con signo de Wilcoxon según Pratt) y se corrigieron por comparaciones múltiples según Holm en las dimensiones y según Benjamini y Hochberg en los ítems. Los intervalos son intervalos t del 95 %. La consistencia es el alfa de Cronbach con el intervalo de Feldt.
findings-paragraph-perception = La calidad del servicio se midió con { $instrument } (versión { $version }; { $items-written } ítems en { $dimensions-written } dimensiones, respuestas de { $min-written } a { $max-written }). De { $records-written } registros se contaron { $n-written } encuestados. Solo se preguntaron percepciones; la puntuación de un encuestado en una dimensión es la media de los ítems respondidos y exige al menos la mitad. Los intervalos son intervalos t del 95 %. La consistencia es el alfa de Cronbach con el intervalo de Feldt.
findings-paragraph-zone = La calidad del servicio se midió con { $instrument } (versión { $version }; { $items-written } ítems en { $dimensions-written } dimensiones, respuestas de { $min-written } a { $max-written }). De { $records-written } registros se contaron { $n-written } encuestados. Un ítem cuenta cuando se respondieron los tres niveles: mínimo, deseado y percibido; la adecuación es lo percibido menos el mínimo, la superioridad lo percibido menos lo deseado. Los intervalos son intervalos t del 95 %.
findings-paragraph-drivers = La importancia relativa es la descomposición LMG exacta (valor de Shapley) del R² de { $outcome } sobre las percepciones de las dimensiones, con los pesos relativos de Johnson como comprobación; sus intervalos proceden de { $replicates-written } réplicas bootstrap (semilla { $seed }).
findings-paragraph-item-drivers = Lo mismo se hizo con todos los ítems como predictores; los intervalos de sus pesos proceden de dejar fuera un pliegue de encuestados cada vez (jackknife).
findings-paragraph-segments = Los grupos se compararon con el análisis de varianza de Welch y los pares de Games y Howell; no se muestran grupos de menos de { $least-written } encuestados.
findings-paragraph-program = Calculado con Rater { $program }.
findings-list-two = { $rest } y { $last }
findings-quoted = «{ $words }»
findings-shortfall-unsure = No puede decirse que el servicio se quede corto: la mayor brecha está en { $dimension }, { $value } puntos (intervalo del 95 %: { $low } a { $high }, n = { $n-written }), y podría deberse solo al azar. Los clientes esperan { $expectation } y perciben { $perception }.
findings-driver-noise = No puede decirse qué pesa más: las dimensiones juntas no explican { $outcome } más de lo que haría el azar ({ $p }).
findings-first-shortfall-elsewhere = Ninguna dimensión es a la vez importante e inferior a las demás en percepción. Medida por lo que esperan los clientes, la mayor carencia está en { $dimension } ({ $value } puntos): no lea su lugar en los cuadrantes como «demasiado».
findings-first-nothing = Nada exige actuar primero: ninguna dimensión está por debajo de lo que piden los clientes más allá del azar (la más baja: { $dimension }, { $value }).
findings-data-points = Los puntos de { $count-written } de { $n-written } encuestados no entraron en las puntuaciones ponderadas: faltan o no suman entre 95 y 105.
findings-data-percentile-gap = El intervalo bootstrap de la brecha en { $dimensions } toma percentiles simples: la corrección de sesgo y asimetría (BCa) no está definida ahí, porque dejar fuera a una persona no cambia nada o todas las réplicas quedan de un lado.
findings-data-percentile-driver = Los intervalos bootstrap de los pesos de { $dimensions } toman percentiles simples: la corrección de sesgo y asimetría (BCa) no está definida ahí, porque dejar fuera a una persona no cambia nada o todas las réplicas quedan de un lado.
findings-data-percentile-explained = El intervalo bootstrap de R² toma percentiles simples: la corrección de sesgo y asimetría (BCa) no está definida ahí, porque dejar fuera a una persona no cambia nada o todas las réplicas quedan de un lado.
findings-data-careless-few = { $count ->
    [one] Un encuestado de { $n-written } muestra
   *[other] { $count-written } de { $n-written } encuestados muestran
 } dos o más señales de responder sin cuidado; los resultados sin ellos no se muestran, porque la diferencia sería la de esas pocas personas.
findings-first-running-few = Espere a que hayan respondido { $least-written } personas antes de decidir qué hacer primero.
findings-certainty-running-few = Son muy pocas para decirlo mientras siguen llegando respuestas: { $n-written } hasta ahora, y los intervalos se muestran a partir de { $least-written }.
findings-certainty-running = Siguen llegando respuestas ({ $n-written } hasta ahora). Los intervalos que se muestran valen por mucho que se miren, a partir de { $least-written } respuestas; por eso son más anchos, y pasan a ser los habituales cuando se cierra la oleada.
findings-segments-running = Si los grupos difieren más allá del azar se dice cuando se cierra la oleada: mientras llegan respuestas, mirar cada día encontraría diferencias que no existen.
findings-waves-running = Si algo cambió más allá del azar se dice cuando se cierra la oleada; mientras llegan respuestas, compare los intervalos.
