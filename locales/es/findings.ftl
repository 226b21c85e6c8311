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
findings-control-none = En { $waves-written } oleadas ({ $first } a { $last }), la media de ninguna oleada se sale de lo que explica el azar en ninguna dimensión.
findings-control-outside = En { $waves-written } oleadas ({ $first } a { $last }), quedan fuera de sus límites de control: { $outside }. Busque qué fue distinto entonces.
findings-control-share-top = La proporción de clientes que dan la respuesta más alta en { $subject } se sale de lo común en { $waves }.
findings-control-share-below = La proporción de clientes por debajo de su expectativa en { $subject } se sale de lo común en { $waves }.
findings-control-provisional = Los límites se apoyan en { $waves-written } oleadas y son provisionales; a partir de { $least-written } son firmes.
findings-control-provisional-between = Los límites se apoyan en { $waves-written } a { $most-written } oleadas, según la dimensión, y son provisionales por debajo de { $least-written }.
findings-control-break = Desde { $wave } se preguntaron otros ítems en { $dimensions }: los límites y la tendencia empiezan de nuevo ahí.
findings-trend-none = Ninguna dimensión muestra una tendencia más allá del azar.
findings-trend-falls = { $count ->
    [one] La tendencia en { $dimension } es a la baja
   *[other] La tendencia es a la baja en { $dimensions }, sobre todo en { $dimension }
 }: { $slope } puntos por oleada (intervalo del 95 %: { $low } a { $high }, { $waves-written } oleadas).
findings-trend-rises = { $count ->
    [one] La tendencia en { $dimension } es al alza
   *[other] La tendencia es al alza en { $dimensions }, sobre todo en { $dimension }
 }: { $slope } puntos por oleada (intervalo del 95 %: { $low } a { $high }, { $waves-written } oleadas).
findings-trend-jumps = En { $dimension } las oleadas difieren más de lo que explican una recta y sus muestras: tome la tendencia como una dirección, no como un pronóstico.
findings-funnel-none = Por { $column }, ninguno de los { $groups-written } grupos por sí solo se aparta del resto: cada uno queda dentro de lo que haría el azar. No los ordene.
findings-funnel-below = Por { $column }, { $count-written } de { $groups-written } grupos { $count ->
    [one] se aparta
   *[other] se apartan
 } del resto, por debajo de lo que explica el azar: { $below }.
findings-funnel-above = Por { $column }, { $count-written } de { $groups-written } grupos { $count ->
    [one] se aparta
   *[other] se apartan
 } del resto, por encima de lo que explica el azar: { $above }.
findings-funnel-both = Por { $column }, { $count-written } de { $groups-written } grupos se apartan del resto. Por debajo de lo que explica el azar: { $below }; por encima: { $above }.
findings-funnel-rest = Cada uno de los demás grupos queda dentro de lo que haría el azar; no los ordene.
findings-funnel-look = Merece una mirada, aunque cerca de uno de cada veinte grupos llega tan lejos por azar: { $look }.
findings-funnel-most = Por { $column }, { $count-written } de { $groups-written } grupos quedan fuera del embudo: los grupos difieren de verdad, por su servicio o por sus clientes. Compárelos por las medias contraídas y sus intervalos.
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
findings-data-careless-running = { $count ->
    [one] Una de { $n-written } personas muestra
   *[other] { $count-written } de { $n-written } personas muestran
 } dos o más señales de respuesta descuidada; los resultados sin ellas se dan cuando se cierra la oleada.
findings-data-careless-few = { $count ->
    [one] Un encuestado de { $n-written } muestra
   *[other] { $count-written } de { $n-written } encuestados muestran
 } dos o más señales de responder sin cuidado; los resultados sin ellos no se muestran, porque la diferencia sería la de esas pocas personas.
findings-first-running-few = Espere a que hayan respondido { $least-written } personas antes de decidir qué hacer primero.
findings-certainty-running-few = Son muy pocas para decirlo mientras siguen llegando respuestas: { $n-written } hasta ahora, y los intervalos se muestran a partir de { $least-written }.
findings-certainty-running = Siguen llegando respuestas ({ $n-written } hasta ahora). Los intervalos que se muestran valen por mucho que se miren, a partir de { $least-written } respuestas; por eso son más anchos, y pasan a ser los habituales cuando se cierra la oleada.
findings-segments-running = Si los grupos difieren más allá del azar se dice cuando se cierra la oleada: mientras llegan respuestas, mirar cada día encontraría diferencias que no existen.
findings-waves-running = Si algo cambió más allá del azar se dice cuando se cierra la oleada; mientras llegan respuestas, compare los intervalos.
findings-structure-unknown = No se puede decir si los { $factors } factores del cuestionario se sostienen aquí. { $reason }
findings-structure-inadmissible = El modelo de { $factors } factores correlacionados no tiene aquí una solución que pueda ser cierta: dos factores que son uno, o un ítem medido mejor que a la perfección. Conserve las { $factors } puntuaciones como marco de lectura y no afirme que los clientes las distinguen.
findings-structure-close = Sí, según la práctica común: el modelo de { $factors } factores correlacionados se ajusta bien a las percepciones (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; puntos de corte { $cfi-close }; { $rmsea-close } y { $srmr-close }, Hu y Bentler 1999).
findings-structure-close-alike = En parte: el modelo de { $factors } factores correlacionados se ajusta bien a las percepciones (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; puntos de corte { $cfi-close }; { $rmsea-close } y { $srmr-close }, Hu y Bentler 1999), pero no todos sus factores se distinguen.
findings-structure-middling = Más o menos: el modelo de { $factors } factores correlacionados se ajusta a las percepciones, pero no estrechamente (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; en la práctica común, un buen ajuste es un CFI de al menos { $cfi-close }, un RMSEA de { $rmsea-close } como máximo y un SRMR de { $srmr-close } como máximo, Hu y Bentler 1999). Sirve como marco de lectura; una afirmación sobre la estructura exige más.
findings-structure-poor = Tal como está, no: el modelo de { $factors } factores correlacionados se ajusta mal a las percepciones (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; un CFI por debajo de { $cfi-poor } se considera malo desde Bentler y Bonett 1980, y un RMSEA por encima de { $rmsea-poor } desde Browne y Cudeck 1993). Lea las { $factors } puntuaciones como grupos de preguntas y no afirme ninguna estructura.
findings-structure-few = Con { $n-written } encuestados para { $items } ítems esto es un primer vistazo: lo mínimo que suele pedirse son { $each } por ítem.
findings-structure-distinct = Ningún par de factores correlaciona por encima de { $least }, el límite habitual: mantenga las puntuaciones separadas.
findings-structure-misplaced = Ningún par de factores correlaciona por encima de { $least }, así que no son demasiados; pero algunos ítems no encajan donde están, ante todo «{ $item }» (carga { $loading }). Mire las cargas antes de comparar puntuaciones.
findings-structure-entangled = Ningún par de factores correlaciona por encima de { $least } y ningún ítem carga poco; algunos ítems pueden pertenecer también a otro factor, o repetirse. Mire la redacción de los ítems antes de comparar puntuaciones.
findings-structure-merge = Los clientes apenas distinguen { $pairs }: estos factores correlacionan por encima de { $least } (hasta { $r }). Léalos juntos, o únalos en un artículo; manténgalos separados al decidir qué hacer, porque las acciones son distintas.
findings-structure-merge-many = Los clientes apenas distinguen los factores: { $count } pares correlacionan por encima de { $least } (hasta { $r }), sobre todo { $pairs }. Detrás de la mayoría de las respuestas hay un solo juicio general; lea las puntuaciones juntas y conserve los factores como los lugares donde se puede actuar.
findings-structure-one = Un solo factor se ajusta igual de bien (CFI { $one }): según estas respuestas hay una sola calidad de servicio, no { $factors }.
findings-structure-compared = En comparación, un solo factor da un CFI de { $one }{ $above ->
    [yes] {""}, y una calidad de servicio por encima de los { $factors }, de { $second }.
   *[no] {""}.
 }
findings-structure-count-same = Las respuestas por sí solas muestran también { $parallel } componentes (el análisis paralelo y el MAP coinciden).
findings-structure-count = Las respuestas por sí solas muestran { $parallel ->
    [one] 1 componente
   *[other] { $parallel } componentes
 } en lugar de { $factors } (el análisis paralelo y el MAP coinciden).
findings-invariance-waves = Oleadas
findings-invariance-few = { $groups }: no se comprobó si { $who } entienden las preguntas de la misma manera, porque menos de dos tienen { $least } respuestas completas; una diferencia entre ellos puede ser un uso distinto de la escala.
findings-invariance-of-groups = los grupos
findings-invariance-of-waves = las oleadas
findings-invariance-some = De estos se miraron los { $tested } mayores de { $all }; los demás son demasiado pequeños, o demasiados a la vez.
findings-invariance-half = { $groups }: { $who } ven los mismos factores (el CFI baja { $metric } al igualar las cargas; como mucho { $most } según la práctica común, Cheung y Rensvold 2002); no está claro si usan la escala de la misma manera. Tome con cautela las diferencias entre ellos.
findings-invariance-means = { $groups }: { $who } entienden las preguntas de la misma manera. El CFI baja { $metric } al igualar las cargas y { $scalar } al igualar también los interceptos (como mucho { $most } según la práctica común, Cheung y Rensvold 2002), así que las percepciones medias se pueden comparar.
findings-invariance-loadings = { $groups }: { $who } ven los mismos factores, pero hay diferencias en lo alto o bajo que se responde a ciertas preguntas con el mismo nivel de servicio: el CFI baja { $scalar } al igualar los interceptos (como mucho { $most } según la práctica común, Cheung y Rensvold 2002). Parte de una diferencia de medias puede ser un uso distinto de la escala; compare ítem por ítem antes de actuar.
findings-invariance-structure = { $groups }: las preguntas no significan lo mismo para todos: el CFI baja { $metric } al igualar las cargas (como mucho { $most } según la práctica común, Cheung y Rensvold 2002). Una diferencia de medias puede ser una diferencia de significado; mire los ítems en que difieren.
findings-invariance-unsettled = { $groups }: no está claro si { $who } entienden las preguntas de la misma manera; por sí solo, alguno es demasiado pequeño o uniforme para el modelo. Tome con cautela las diferencias entre ellos.
findings-invariance-unknown = { $groups }: no se puede decir si { $who } entienden las preguntas de la misma manera. { $reason }
findings-structure-pair = { $first } con { $second }
findings-structure-counts = Cuántos componentes muestran las respuestas por sí solas no está claro: { $parallel } por análisis paralelo, { $map } por MAP; el cuestionario tiene { $factors }.
findings-structure-omega = { $value } (intervalo del 95 %: de { $low } a { $high })
findings-structure-total-unsure = No está claro si una puntuación total se sostiene: omega jerárquico es { $omega }, y se sostiene desde { $least } según la práctica común. Muestre las dimensiones junto a cualquier total.
findings-structure-total = Una puntuación total se sostiene: omega jerárquico es { $omega }; la práctica común pide al menos { $least }.
findings-structure-no-total = Una puntuación total oculta mucho: omega jerárquico es { $omega }; la práctica común pide al menos { $least }.
findings-provider-made = { $dimension }: mire primero la brecha { $gap }: { $what } ({ $value } puntos, intervalo del 95 %: { $low } a { $high }; { $later-written } personas frente a { $earlier-written }).{ $sure ->
    [yes] {" "}Es claramente mayor que las demás brechas internas. Empiece por ahí.
    [chance] {" "}Tras corregir por el número de dimensiones, puede ser azar.
    [close] {" "}Otra brecha interna puede ser igual de grande.
   *[unknown] {" "}No se conocen todas las brechas internas, así que otra puede ser mayor.
 }{ $small ->
    [yes] {" "}En uno de los lados respondieron menos de { $least } personas: tómelo como un indicio.
   *[no] {""}
 }
findings-provider-gap-1 = la dirección cree que los clientes esperan menos de lo que esperan
findings-provider-gap-2 = las normas exigen menos de lo que la dirección cree que esperan los clientes
findings-provider-gap-3 = se presta menos de lo que exigen las normas
findings-provider-gap-4 = se presta menos de lo que se promete
findings-provider-none = { $dimensions }: de las brechas internas que se conocen, ninguna es un déficit más allá del azar.
findings-provider-unknown = { $dimensions }: no se puede decir dónde se origina el déficit. Respondieron muy pocas personas de la dirección o del personal, o no sobre los mismos ítems que los clientes.
findings-weighting = Ponderado según las proporciones conocidas de { $columns }: el efecto de diseño es { $cost }, así que { $n-written } encuestados valen como { $effective } con el mismo peso. Los pesos solo corrigen lo que saben estas columnas.
findings-weighting-dear = El efecto de diseño supera { $most }: los pesos cuestan más de la mitad de los encuestados. Tome con cautela los números ponderados.
findings-weighting-apart = Los objetivos se contradicen: tras { $rounds-written } rondas un grupo todavía se aparta un { $miss } de su proporción. Los pesos se dan como están.
findings-weighting-refused = No se ponderó nada con { $file }. { $reasons }
findings-targets-empty = No nombra ninguna columna; escriba una como [columna], con una línea valor = proporción por grupo.
findings-targets-column = Las respuestas no tienen la columna { $column }; sus columnas son { $columns }.
findings-targets-value = Una proporción de { $column } es menor que cero, o ninguna es mayor.
findings-targets-sum = Las proporciones de { $column } suman { $sum } y no 1; corríjalas o indique números de personas.
findings-targets-nobody = Nadie que respondiera tiene { $value } en { $column }; los valores que hay son { $values }. Corrija la ortografía o una el grupo con otro.
findings-targets-few = Menos de { $least } de quienes respondieron tienen { $value } en { $column }, y los pesos los delatarían; una el grupo con otro.
findings-targets-few-outside = Menos de { $least } de quienes respondieron no tienen ninguno de los valores indicados para { $column }, y los pesos los delatarían; añádalos a un grupo.
findings-targets-few-crossed = Donde se cruzan las columnas hay grupos de menos de { $least } personas, y los pesos las delatarían; quite una columna.
findings-targets-rows = Hay demasiados encuestados para ponderar a cada uno. Elija al azar unos miles de ellos, guárdelos en un archivo aparte y mida ese archivo.
findings-targets-other = { $reason }
